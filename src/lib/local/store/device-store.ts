import type { Change, RecordKey, SyncRecord } from '#lib/domain/changes/change.ts';
import type { Marks } from '#lib/domain/changes/push.ts';
import type { Draft } from './draft.ts';

/** A change without a receipt that ends it. `new`: to be sent. `held`: the server puts it off. `aside`: other changes
 *  get through and this one does not; it is tried every hour, and whenever a person asks for it. */
export interface OutboxRow {
	/** The database's own count of all changes ever made in it; unlike the change's `n` it goes on when the device id is renewed. */
	order: number;
	id: string;
	unitId: string;
	kind: string;
	recordId: string;
	change: Change;
	state: 'new' | 'held' | 'aside';
	savedAtMs: number;
	/** Why it is held, and since when. */
	code?: string;
	heldSinceMs?: number;
	/** Not to be sent before. */
	dueAtMs?: number;
	suspected?: Suspected;
}

/** A change is suspected when a request with it alone failed and the server answered to the next request: it is then
 *  sent by itself, after all others. */
export interface Suspected {
	/** By the server's clock. */
	sinceMs: number;
	/** How often it failed by itself, between two requests that were answered. */
	failures: number;
	/** By the device's clock. A failure before this is not counted: it may be the same bad moment of the network. */
	countsFromMs: number;
}

/** A record as the device keeps it; `generation` counts the unit's snapshots. */
export interface StoredRecord extends SyncRecord {
	generation: number;
}

/** The generation of copies from a database that the server has since been restored from: their seqs mean nothing now. */
export const EARLIER_DATABASE = -1;

export const isOfEarlierDatabase = ({ generation }: StoredRecord): boolean => generation === EARLIER_DATABASE;

/** Made on this device, and the server's copy has not come down yet: all that is shown of it is laid over nothing. */
export const isOnlyHere = (record: StoredRecord): boolean => record.seq === 0 && !isOfEarlierDatabase(record);

/** Whether the server's row takes the place of the device's copy. Of equal seq too: what the device folded itself lacks the
 *  flags that the server gave. */
export const replacesBase = (row: SyncRecord, base: StoredRecord): boolean => row.seq >= base.seq;

/** A change that was refused, or that can no longer be sent; later changes of a refused new record come along. */
export interface AttentionItem {
	/** Id of its first change. */
	id: string;
	unitId: string;
	kind: string;
	recordId: string;
	changes: Change[];
	/** A refusal of the protocol, `too-large`, or `scope-lost`. */
	code: string;
	message: string;
	atMs: number;
	/** The change that was sent in its place, or `dismissed`. */
	replacedBy?: string;
}

/** A change that was accepted: with `seq`, it became part of the server's copy. */
export interface SentChange {
	id: string;
	order: number;
	change: Change;
	stamp: string;
	/** The server's, that it gave the stamp; earlier ones gave none. */
	proof?: string;
	seq: number;
	/** Registers in which it lost. */
	lost?: string[];
}

/** Changes that one answer accepted: one row, since a row for each would be most of what storing the answer costs. */
export interface SentBatch {
	/** Id of its first change. */
	id: string;
	/** When the server accepted them, by its clock: the device's may jump. */
	sentAtMs: number;
	changes: SentChange[];
}

export interface Cursor {
	perm: string;
	seq: number;
	/** Counts snapshots of the unit. */
	generation: number;
	/** A snapshot is under way: at its end what it did not bring is swept. */
	sweeping: boolean;
	/** A snapshot of the unit has come down whole before. Absent in what earlier versions wrote. */
	whole?: boolean;
}

/** A row of the server that this device could not store, with its share of the unit's digest. */
export interface UnstoredRow {
	kind: string;
	id: string;
	seq: number;
	digest: number;
	/** The program that could not: a later version tries again. */
	app: string;
}

export interface Meta {
	/** The device's clock and counter; they belong to this person's database. */
	clock: {
		device: string;
		n: number;
		order: number;
		hlc: string | undefined;
		/** Server's clock minus the device's, as last measured. */
		offsetMs: number;
		/** The server's clock in the last answer; missing before the first one. */
		heardAtMs?: number;
	};
	epoch: string;
	/** By unit id. */
	cursors: { [unitId: string]: Cursor };
	/** By unit id: how far the server has named the unit's log. */
	marks: Marks;
	/** Batches of `sent` with changes whose records may not have come down yet, and by unit id the last seq of those. */
	underWay: { batch: string; heads: { [unitId: string]: number } }[];
	/** By unit id: when its records were last compared with the server's count. */
	digestsCheckedAtMs: { [unitId: string]: number };
	/** By unit id: rows that came down and could not be stored. */
	unstored: { [unitId: string]: UnstoredRow[] };
	/** Version of the reference that the server last named. */
	referenceWanted: string;
}

export type MetaKey = keyof Meta;

/** What a save or a lane does in one go: all of it is on disk, or none. Nothing but these calls may be awaited inside. */
export interface DeviceTransaction {
	meta<K extends MetaKey>(key: K): Promise<Meta[K] | undefined>;
	putMeta<K extends MetaKey>(key: K, value: Meta[K]): Promise<void>;

	/** In the order the changes were made. */
	outbox(): Promise<OutboxRow[]>;
	/** The next rows after one of this order, at most `count`. */
	outboxAfter(order: number, count: number): Promise<OutboxRow[]>;
	countOutbox(): Promise<number>;
	/** Those of these orders that are still in the outbox. */
	ordersLeft(orders: readonly number[]): Promise<number[]>;
	/** Of each record, in the order they were made. */
	outboxOf(keys: readonly RecordKey[]): Promise<OutboxRow[][]>;
	outboxOfUnit(unitId: string): Promise<OutboxRow[]>;
	putOutbox(rows: readonly OutboxRow[]): Promise<void>;
	deleteOutbox(orders: readonly number[]): Promise<void>;

	records(keys: readonly RecordKey[]): Promise<(StoredRecord | undefined)[]>;
	recordsOfUnit(unitId: string): Promise<StoredRecord[]>;
	putRecords(records: readonly StoredRecord[]): Promise<void>;
	deleteRecords(keys: readonly RecordKey[]): Promise<void>;

	/** Units of which anything is kept: records, shadows, changes. */
	unitsHeld(): Promise<string[]>;

	/** The server's copy of records that something is laid over; none when the server has nothing of the record. */
	shadows(keys: readonly RecordKey[]): Promise<(StoredRecord | undefined)[]>;
	shadowsOfUnit(unitId: string): Promise<StoredRecord[]>;
	putShadows(records: readonly StoredRecord[]): Promise<void>;
	deleteShadows(keys: readonly RecordKey[]): Promise<void>;

	sent(): Promise<SentBatch[]>;
	sentBatches(ids: readonly string[]): Promise<(SentBatch | undefined)[]>;
	putSent(batch: SentBatch): Promise<void>;
	deleteSent(ids: readonly string[]): Promise<void>;
	/** Those that the server accepted before an instant, by its clock. */
	deleteSentBefore(atMs: number): Promise<void>;

	attention(id: string): Promise<AttentionItem | undefined>;
	/** All of them, also what was replaced or let be. */
	refused(): Promise<AttentionItem[]>;
	putAttention(item: AttentionItem): Promise<void>;

	putDraft(draft: Draft): Promise<void>;
	deleteDraft(key: string): Promise<void>;
}

/** `strict` for what exists nowhere else, `relaxed` for what can be fetched again. */
export type Durability = 'strict' | 'relaxed';

export interface DeviceStore {
	/** The work may be done twice: again from its beginning when the connection was lost, and then what it wrote the first
	 *  time may be on disk. */
	transact<T>(durability: Durability, work: (tx: DeviceTransaction) => Promise<T>): Promise<T>;
}

export const keyOf = ({ unitId, kind, id }: SyncRecord): RecordKey => ({ unitId, kind, recordId: id });

/** The server has nothing of the record yet. */
export const emptyBase = ({ unitId, kind, recordId }: RecordKey): StoredRecord => ({
	unitId,
	kind,
	id: recordId,
	seq: 0,
	registers: {},
	generation: 0
});

export const isEmptyBase = ({ seq, registers }: StoredRecord): boolean =>
	seq === 0 && Object.keys(registers).length === 0;
