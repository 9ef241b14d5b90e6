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
	/** What it has not sent yet; unknown in a push, which leaves the last word standing. */
	pending?: object | undefined;
}

/** A unit whose row is locked until the transaction ends. */
export interface LockedUnit {
	/** Runs `work` on a fresh view of the log and stores what it appended; when either fails, nothing of it is left and the
	 *  transaction goes on. */
	attempt<T>(changes: readonly Change[], work: (log: UnitLog) => Promise<T>): Promise<T>;
	/** seq of the last change stored. */
	head(): number;
}

/** What a person may see at one moment. */
export interface Snapshot {
	epoch: string;
	/** Version of the reference. */
	reference: string;
	units: readonly UnitState[];
	/** Records with a greater seq, in order of seq. */
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

/** What a push asks of the reference. */
export interface PushReference {
	units: readonly Unit[];
	criteriaSets: readonly CriteriaSet[];
	/** Whether a person is of a district's office. */
	isOffice: (person: string) => boolean;
}

/** What push and pull need of a database; one implementation on Kysely, one in memory for the simulation. */
export interface ServerStore {
	epoch(): Promise<string>;
	/** Gives the database a new epoch, unless it has another one than this already; answers the one it has then. */
	renewEpoch(from: string): Promise<string>;
	reference(): Promise<PushReference>;
	/** One transaction under the lock of the unit's row; resolves after the commit is on disk. */
	inUnit<T>(unitId: string, received: Received, work: (unit: LockedUnit) => Promise<T>): Promise<T>;
	/** Runs what concerns several units, so that they share what they can; the answers come in the order of the works. */
	together<T>(works: readonly (() => Promise<T>)[]): Promise<T[]>;
	/** The id of the change that bears a seq of the unit. */
	changeAt(unitId: string, seq: number): Promise<string | undefined>;
	/** First receipts of changes that this person sent before, wherever. */
	receiptsOf(officer: Officer, ids: readonly string[]): Promise<{ id: string; unitId: string; receipt: Receipt }[]>;
	/** Whether another change than these bears one of their devices' numbers. */
	isAnyNumberTaken(changes: readonly Pick<Change, 'id' | 'device' | 'n'>[]): Promise<boolean>;
	/** Those of the devices that are not this person's: a device belongs to whom it was first met with. */
	foreignDevices(by: Pick<DeviceSeen, 'personId' | 'seenAtMs'>, ids: readonly string[]): Promise<ReadonlySet<string>>;
	/** Says nothing of a device that is somebody else's. */
	rememberDevice(seen: DeviceSeen): Promise<void>;
	/** Heads and records of one moment. */
	inSnapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
}
