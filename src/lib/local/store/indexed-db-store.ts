import { Dexie } from 'dexie';
import { recordKeyText, type RecordKey } from '#lib/domain/changes/change.ts';
import type { DeviceDatabase } from './device-database.ts';
import {
	keyOf,
	type AttentionItem,
	type DeviceStore,
	type DeviceTransaction,
	type Durability,
	type Meta,
	type MetaKey,
	type OutboxRow,
	type SentBatch,
	type StoredRecord
} from './device-store.ts';
import type { Draft } from './draft.ts';
import { asBatch } from './into-batches.ts';
import { allBelow, runsOf, spansOf, type Span } from './key-ranges.ts';
import { isConnectionLost } from './lost-connection.ts';
import { WrittenParts } from './written-parts.ts';

const TABLES = ['outbox', 'record', 'shadow', 'sent', 'attention', 'draft', 'meta', 'figures'] as const;
type TableName = (typeof TABLES)[number];

/** The port over IndexedDB itself. Dexie keeps the schema, opens the database and answers the pages; through its tables a
 *  save takes half as long again, and durability could not be chosen by transaction. */
export class IndexedDbStore implements DeviceStore {
	readonly #db: DeviceDatabase;

	constructor(db: DeviceDatabase) {
		this.#db = db;
	}

	/** A connection that the browser took away is opened anew, once. */
	async transact<T>(durability: Durability, work: (tx: DeviceTransaction) => Promise<T>): Promise<T> {
		const written = new WrittenParts(this.#db);
		const attempt = () => this.#attempt(durability, work, written);
		try {
			const result = await attempt();
			written.tell(Dexie.on);
			return result;
		} catch (cause) {
			if (!isConnectionLost(cause)) throw cause;

			this.#db.close({ disableAutoOpen: false });
			try {
				return await attempt();
			} finally {
				// Whatever came of it: what was written the first time may be on disk.
				written.tell(Dexie.on);
			}
		}
	}

	async #attempt<T>(
		durability: Durability,
		work: (tx: DeviceTransaction) => Promise<T>,
		written: WrittenParts
	): Promise<T> {
		await this.#db.open();
		const raw = this.#db.backendDB().transaction(TABLES, 'readwrite', { durability });
		const ended = endOf(raw);
		try {
			const result = await work(new IndexedDbTransaction(raw, this.#db.keys, written));
			commit(raw);
			await ended;
			return result;
		} catch (cause) {
			abort(raw);
			await ended.catch(() => undefined);
			throw cause;
		}
	}
}

/** Without waiting for the answers to what was written last: a write that fails takes the transaction with it. */
const commit = (raw: IDBTransaction): void => unlessEnded(() => raw.commit());
const abort = (raw: IDBTransaction): void => unlessEnded(() => raw.abort());

/** A transaction ends by itself when nothing more is asked of it, or by a failure. */
function unlessEnded(act: () => void): void {
	try {
		act();
	} catch (cause) {
		if ((cause as Error).name !== 'InvalidStateError') throw cause;
	}
}

function endOf(raw: IDBTransaction): Promise<void> {
	const ended = new Promise<void>((resolve, reject) => {
		raw.oncomplete = () => resolve();
		raw.onabort = () => reject(raw.error ?? new DOMException('the transaction was aborted', 'AbortError'));
	});
	// Looked at only after the work, which may fail first.
	ended.catch(() => undefined);
	return ended;
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
	const answer = new Promise<T>((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('the request failed'));
	});
	// Work that has failed elsewhere waits for it no more.
	answer.catch(() => undefined);
	return answer;
}

/** Asking how many there are costs one request more. */
const WORTH_COUNTING = 20;

const compound = ({ unitId, kind, recordId }: RecordKey): [string, string, string] => [unitId, kind, recordId];

class IndexedDbTransaction implements DeviceTransaction {
	readonly #raw: IDBTransaction;
	readonly #keys: typeof IDBKeyRange;
	readonly #written: WrittenParts;

	constructor(raw: IDBTransaction, keys: typeof IDBKeyRange, written: WrittenParts) {
		this.#raw = raw;
		this.#keys = keys;
		this.#written = written;
	}

	async meta<K extends MetaKey>(key: K): Promise<Meta[K] | undefined> {
		const row = await this.#get<{ value: Meta[K] }>('meta', key);
		return row?.value;
	}
	putMeta = <K extends MetaKey>(key: K, value: Meta[K]) => this.#put('meta', [{ key, value }]);

	/** The key is `order`, and a store answers in the order of its keys. */
	outbox = () => answerOf<OutboxRow[]>(this.#raw.objectStore('outbox').getAll());
	outboxAfter = (order: number, count: number) =>
		answerOf<OutboxRow[]>(this.#raw.objectStore('outbox').getAll(this.#keys.lowerBound(order, true), count));
	async ordersLeft(orders: readonly number[]): Promise<number[]> {
		const store = this.#raw.objectStore('outbox');
		const runs = runsOf(orders).map(([first, last]) => answerOf(store.getAllKeys(this.#keys.bound(first, last))));
		return (await Promise.all(runs)).flat() as number[];
	}
	countOutbox = () => answerOf<number>(this.#raw.objectStore('outbox').count());
	outboxOf = (keys: readonly RecordKey[]) =>
		this.#rowsOf<OutboxRow>(this.#raw.objectStore('outbox').index('[unitId+kind+recordId]'), keys, (row) => row);
	outboxOfUnit = (unitId: string) =>
		answerOf<OutboxRow[]>(
			this.#raw.objectStore('outbox').index('[unitId+kind+recordId]').getAll(this.#allOf(unitId))
		);
	putOutbox = (rows: readonly OutboxRow[]) => this.#put('outbox', rows);
	async deleteOutbox(orders: readonly number[]): Promise<void> {
		const store = this.#raw.objectStore('outbox');
		for (const [first, last] of runsOf(orders)) store.delete(this.#keys.bound(first, last));
		this.#written.deleted('outbox', orders);
	}

	records = (keys: readonly RecordKey[]) => this.#getMany('record', keys);
	recordsOfUnit = (unitId: string) => this.#getOfUnit('record', unitId);
	async putRecords(records: readonly StoredRecord[]): Promise<void> {
		await this.#put('record', records);
		await this.#dropFigures(records);
	}
	async deleteRecords(keys: readonly RecordKey[]): Promise<void> {
		await this.#deleteRows('record', keys);
		await this.#dropFigures(keys);
	}

	async unitsHeld(): Promise<string[]> {
		const parts = await Promise.all([
			this.#unitsOf(this.#raw.objectStore('record')),
			this.#unitsOf(this.#raw.objectStore('shadow')),
			this.#unitsOf(this.#raw.objectStore('outbox').index('[unitId+kind+recordId]'))
		]);
		return [...new Set(parts.flat())];
	}

	shadows = (keys: readonly RecordKey[]) => this.#getMany('shadow', keys);
	shadowsOfUnit = (unitId: string) => this.#getOfUnit('shadow', unitId);
	putShadows = (records: readonly StoredRecord[]) => this.#put('shadow', records);
	deleteShadows = (keys: readonly RecordKey[]) => this.#deleteRows('shadow', keys);

	async sent(): Promise<SentBatch[]> {
		return (await answerOf<SentBatch[]>(this.#raw.objectStore('sent').getAll())).map(asBatch);
	}
	async sentBatches(ids: readonly string[]): Promise<(SentBatch | undefined)[]> {
		const rows = await Promise.all(ids.map((id) => this.#get<SentBatch>('sent', id)));
		return rows.map((row) => row && asBatch(row));
	}
	putSent = (batch: SentBatch) => this.#put('sent', [batch]);
	deleteSent = (ids: readonly string[]) => this.#delete('sent', ids);
	async deleteSentBefore(atMs: number): Promise<void> {
		const bySentAt = this.#raw.objectStore('sent').index('sentAtMs');
		await this.#delete('sent', await answerOf(bySentAt.getAllKeys(this.#keys.upperBound(atMs, true))));
	}

	attention = (id: string) => this.#get<AttentionItem>('attention', id);
	refused = () => answerOf<AttentionItem[]>(this.#raw.objectStore('attention').getAll());
	putAttention = (item: AttentionItem) => this.#put('attention', [item]);

	putDraft = (draft: Draft) => this.#put('draft', [draft]);
	deleteDraft = (key: string) => this.#delete('draft', [key]);

	#get<T>(table: TableName, key: IDBValidKey): Promise<T | undefined> {
		return answerOf<T | undefined>(this.#raw.objectStore(table).get(key));
	}

	async #getMany(table: 'record' | 'shadow', keys: readonly RecordKey[]): Promise<(StoredRecord | undefined)[]> {
		const rows = await this.#rowsOf<StoredRecord>(this.#raw.objectStore(table), keys, keyOf);
		return rows.map(([row]) => row);
	}

	/** The rows of each key. */
	async #rowsOf<T>(
		source: IDBObjectStore | IDBIndex,
		keys: readonly RecordKey[],
		keyOfRow: (row: T) => RecordKey
	): Promise<T[][]> {
		const spans = await Promise.all(spansOf(keys).map((span) => this.#rowsIn<T>(source, span)));
		const found = Map.groupBy(spans.flat(), (row) => recordKeyText(keyOfRow(row)));

		return keys.map((key) => found.get(recordKeyText(key)) ?? []);
	}

	/** Those between may come along when they are few. */
	async #rowsIn<T>(source: IDBObjectStore | IDBIndex, span: Span): Promise<T[]> {
		const { keys } = span;
		if (keys.length >= WORTH_COUNTING) {
			const count = await answerOf(source.count(this.#rangeOf(span)));
			if (count === 0) return [];
			if (count <= 2 * keys.length) return answerOf<T[]>(source.getAll(this.#rangeOf(span)));
		}
		return (await Promise.all(keys.map((key) => answerOf<T[]>(source.getAll(compound(key)))))).flat();
	}

	#rangeOf({ keys: [first], from, to }: Span): IDBKeyRange {
		const { unitId, kind } = first!;
		return this.#keys.bound([unitId, kind, from], [unitId, kind, to]);
	}

	#getOfUnit(table: 'record' | 'shadow', unitId: string): Promise<StoredRecord[]> {
		return answerOf<StoredRecord[]>(this.#raw.objectStore(table).getAll(this.#allOf(unitId)));
	}

	#allOf = (unitId: string): IDBKeyRange => this.#keys.bound(...allBelow([unitId]));

	/** Each unit once, however many rows it has. */
	async #unitsOf(sorted: IDBObjectStore | IDBIndex): Promise<string[]> {
		const units: string[] = [];
		let found = await answerOf(sorted.openKeyCursor(this.#keys.lowerBound([])));
		while (found) {
			const [unitId] = found.key as [string, string, string];
			units.push(unitId);
			found = await answerOf(sorted.openKeyCursor(this.#keys.lowerBound(allBelow([unitId])[1])));
		}
		return units;
	}

	/** They were counted from what is now written over. */
	#dropFigures(of: readonly { unitId: string }[]): Promise<void> {
		return this.#delete('figures', [...new Set(of.map(({ unitId }) => unitId))]);
	}

	async #put(table: TableName, rows: readonly object[]): Promise<void> {
		const store = this.#raw.objectStore(table);
		for (const row of rows) store.put(row);
		this.#written.put(table, rows);
	}

	async #deleteRows(table: 'record' | 'shadow', keys: readonly RecordKey[]): Promise<void> {
		const store = this.#raw.objectStore(table);
		for (const span of spansOf(keys)) {
			if (await this.#isAlone(store, span)) store.delete(this.#rangeOf(span));
			else for (const key of span.keys) store.delete(compound(key));
		}
		this.#written.deleted(table, keys.map(compound));
	}

	/** Whether nothing but these lies in the range, so that all of it may go. */
	async #isAlone(store: IDBObjectStore, span: Span): Promise<boolean> {
		const { keys } = span;
		if (keys.length < WORTH_COUNTING) return false;
		if ((await answerOf(store.count(this.#rangeOf(span)))) > keys.length) return false;
		const stored = (await answerOf(store.getAllKeys(this.#rangeOf(span)))) as [string, string, string][];
		const wanted = new Set(keys.map(recordKeyText));

		return stored.every(([unitId, kind, recordId]) => wanted.has(recordKeyText({ unitId, kind, recordId })));
	}

	async #delete(table: TableName, keys: readonly IDBValidKey[]): Promise<void> {
		const store = this.#raw.objectStore(table);
		for (const key of keys) store.delete(key);
		this.#written.deleted(table, keys);
	}
}
