import type { Officer } from '#lib/domain/access/role.ts';
import type { Change, SyncRecord } from '#lib/domain/changes/change.ts';
import type { Receipt } from '#lib/domain/changes/push.ts';
import type { CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import type { Unit } from '#lib/domain/unit.ts';
import type { UnitLog } from './unit-log.ts';

/** When a request came, for the audit trail. */
export interface Received {
	at: string;
	/** Server clock minus device clock, in ms. */
	offsetMs: number;
}

export interface DeviceSeen {
	id: string;
	personId: string;
	app: string;
	seenAtMs: number;
	offsetMs: number;
	/** What the device has not sent yet. A push does not tell it: then what the last pull told stays. */
	pending?: object | undefined;
}

/** A unit whose row is locked until the transaction ends. */
export interface LockedUnit {
	/** Runs `work` on a fresh view of the log, then stores what `work` appended. If either fails, nothing of this attempt is
	 *  stored, and the transaction goes on. */
	attempt<T>(changes: readonly Change[], work: (log: UnitLog) => Promise<T>): Promise<T>;
	/** seq of the last change stored. */
	head(): number;
}

/** The database as it is at one moment; all units, also those a person may not read. */
export interface Snapshot {
	epoch: string;
	/** Version of the reference. */
	reference: string;
	units: readonly UnitState[];
	/** At most `limit` records of the unit with a seq greater than this one, in the order of seq. */
	recordsAfter(unitId: string, seq: number, limit: number): Promise<SyncRecord[]>;
	/** The id of the change that bears a seq. */
	changeAt(unitId: string, seq: number): Promise<string | undefined>;
}

export interface UnitState {
	unit: Unit;
	head: number;
	recordCount: number;
	recordSum: number;
}

/** What a push needs of the reference data. */
export interface PushReference {
	units: readonly Unit[];
	criteriaSets: readonly CriteriaSet[];
	/** Whether a person works for a district's office. */
	isOffice: (person: string) => boolean;
}

/** What push and pull need of a database. One implementation uses Kysely; the simulation has another in memory. */
export interface ServerStore {
	epoch(): Promise<string>;
	/** Gives the database a new epoch if its epoch is still `from`. Returns the epoch it has afterwards. */
	renewEpoch(from: string): Promise<string>;
	reference(): Promise<PushReference>;
	/** One transaction under the lock of the unit's row; resolves after the commit is on disk. */
	inUnit<T>(unitId: string, received: Received, work: (unit: LockedUnit) => Promise<T>): Promise<T>;
	/** Runs the works of several units, at once or one after another, as the database does better. The results have the order
	 *  of the works. */
	together<T>(works: readonly (() => Promise<T>)[]): Promise<T[]>;
	/** The id of the change that bears a seq of the unit. */
	changeAt(unitId: string, seq: number): Promise<string | undefined>;
	/** First receipts of changes that this person sent before, in any unit. */
	receiptsOf(officer: Officer, ids: readonly string[]): Promise<{ id: string; unitId: string; receipt: Receipt }[]>;
	/** Whether a stored change that is none of these has the same device and the same `n` as one of these. */
	isAnyNumberTaken(changes: readonly Pick<Change, 'id' | 'device' | 'n'>[]): Promise<boolean>;
	/** Those of the devices that do not belong to this person. A device belongs to the person whom it was first met with. */
	foreignDevices(by: Pick<DeviceSeen, 'personId' | 'seenAtMs'>, ids: readonly string[]): Promise<ReadonlySet<string>>;
	/** Notes when the device was seen; does nothing when the device belongs to somebody else. */
	rememberDevice(seen: DeviceSeen): Promise<void>;
	/** Runs `work` on the database as it is at one moment, so that heads and records agree. */
	inSnapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
}
