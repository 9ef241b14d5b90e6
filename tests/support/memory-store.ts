import { recordKeyText, type RecordKey } from '#lib/domain/changes/change.ts';
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
} from '#lib/local/store/device-store.ts';
import type { Draft } from '#lib/local/store/draft.ts';

/** All that a device has on its disk. Maps are never changed in place: a transaction works on copies. */
export interface DeviceState {
	meta: Map<MetaKey, unknown>;
	outbox: Map<number, OutboxRow>;
	records: Map<string, StoredRecord>;
	shadows: Map<string, StoredRecord>;
	sent: Map<string, SentBatch>;
	attention: Map<string, AttentionItem>;
	drafts: Map<string, Draft>;
}

type Table = keyof DeviceState;

/** The device's store in memory, with the same contract as the one on IndexedDB: transactions one after another, all or
 *  nothing. */
export class MemoryStore implements DeviceStore {
	#disk: DeviceState = {
		meta: new Map(),
		outbox: new Map(),
		records: new Map(),
		shadows: new Map(),
		sent: new Map(),
		attention: new Map(),
		drafts: new Map()
	};
	#queue: Promise<unknown> = Promise.resolve();

	/** The state on disk, for looking at. */
	get disk(): Readonly<DeviceState> {
		return this.#disk;
	}

	/** The same disk under another store: what an app finds that was killed and opened again, or what a copied phone has. */
	clone(): MemoryStore {
		const copy = new MemoryStore();
		copy.#disk = { ...this.#disk };
		return copy;
	}

	become(disk: Readonly<DeviceState>): void {
		this.#disk = { ...disk };
	}

	transact<T>(_durability: Durability, work: (tx: DeviceTransaction) => Promise<T>): Promise<T> {
		const attempt = async (): Promise<T> => {
			const tx = new MemoryTransaction(this.#disk);
			const result = await work(tx);
			this.#disk = tx.disk;
			return result;
		};
		// As the real one, which opens a connection anew that the browser took away.
		const run = () =>
			attempt().catch((cause: unknown) => {
				if ((cause as Error).name !== 'UnknownError') throw cause;
				return attempt();
			});
		const done = this.#queue.then(run, run);
		this.#queue = done.catch(() => undefined);
		return done;
	}
}

class MemoryTransaction implements DeviceTransaction {
	disk: DeviceState;
	readonly #touched = new Set<Table>();

	constructor(disk: DeviceState) {
		this.disk = { ...disk };
	}

	/** The table to write in: a copy, made at the first write. */
	#own<T extends Table>(table: T): DeviceState[T] {
		if (!this.#touched.has(table)) {
			this.#touched.add(table);
			const copy = new Map(this.disk[table] as Map<unknown, unknown>);
			(this.disk as unknown as { [name: string]: unknown })[table] = copy;
		}
		return this.disk[table];
	}

	async meta<K extends MetaKey>(key: K): Promise<Meta[K] | undefined> {
		return this.disk.meta.get(key) as Meta[K] | undefined;
	}
	async putMeta<K extends MetaKey>(key: K, value: Meta[K]): Promise<void> {
		this.#own('meta').set(key, keptOf(value));
	}

	async outbox(): Promise<OutboxRow[]> {
		return [...this.disk.outbox.values()].sort((a, b) => a.order - b.order);
	}
	async outboxAfter(order: number, count: number): Promise<OutboxRow[]> {
		return (await this.outbox()).filter((row) => row.order > order).slice(0, count);
	}
	ordersLeft = async (orders: readonly number[]) => orders.filter((order) => this.disk.outbox.has(order));
	countOutbox = async () => this.disk.outbox.size;
	async outboxOf(keys: readonly RecordKey[]): Promise<OutboxRow[][]> {
		const rows = [...this.disk.outbox.values()].sort((a, b) => a.order - b.order);
		return keys.map((key) => rows.filter((row) => recordKeyText(row) === recordKeyText(key)));
	}
	async outboxOfUnit(unitId: string): Promise<OutboxRow[]> {
		return (await this.outbox()).filter((row) => row.unitId === unitId);
	}
	async putOutbox(rows: readonly OutboxRow[]): Promise<void> {
		for (const row of rows) this.#own('outbox').set(row.order, keptOf(row));
	}
	async deleteOutbox(orders: readonly number[]): Promise<void> {
		for (const order of orders) this.#own('outbox').delete(order);
	}

	records = async (keys: readonly RecordKey[]) => keys.map((key) => this.disk.records.get(recordKeyText(key)));
	recordsOfUnit = async (unitId: string) => ofUnit(this.disk.records, unitId);
	async putRecords(records: readonly StoredRecord[]): Promise<void> {
		for (const record of records) this.#own('records').set(recordKeyText(keyOf(record)), keptOf(record));
	}
	async deleteRecords(keys: readonly RecordKey[]): Promise<void> {
		for (const key of keys) this.#own('records').delete(recordKeyText(key));
	}

	async unitsHeld(): Promise<string[]> {
		const { records, shadows, outbox } = this.disk;
		return [...new Set([...records.values(), ...shadows.values(), ...outbox.values()].map(({ unitId }) => unitId))];
	}

	shadows = async (keys: readonly RecordKey[]) => keys.map((key) => this.disk.shadows.get(recordKeyText(key)));
	shadowsOfUnit = async (unitId: string) => ofUnit(this.disk.shadows, unitId);
	async putShadows(records: readonly StoredRecord[]): Promise<void> {
		for (const record of records) this.#own('shadows').set(recordKeyText(keyOf(record)), keptOf(record));
	}
	async deleteShadows(keys: readonly RecordKey[]): Promise<void> {
		for (const key of keys) this.#own('shadows').delete(recordKeyText(key));
	}

	sent = async (): Promise<SentBatch[]> => [...this.disk.sent.values()];
	sentBatches = async (ids: readonly string[]) => ids.map((id) => this.disk.sent.get(id));
	async putSent(batch: SentBatch): Promise<void> {
		this.#own('sent').set(batch.id, keptOf(batch));
	}
	async deleteSentBefore(atMs: number): Promise<void> {
		const old = [...this.disk.sent.values()].filter(({ sentAtMs }) => sentAtMs < atMs);
		await this.deleteSent(old.map(({ id }) => id));
	}
	async deleteSent(ids: readonly string[]): Promise<void> {
		for (const id of ids) this.#own('sent').delete(id);
	}

	attention = async (id: string): Promise<AttentionItem | undefined> => this.disk.attention.get(id);
	refused = async (): Promise<AttentionItem[]> => [...this.disk.attention.values()];
	async putAttention(item: AttentionItem): Promise<void> {
		this.#own('attention').set(item.id, keptOf(item));
	}

	async putDraft(draft: Draft): Promise<void> {
		this.#own('drafts').set(draft.key, keptOf(draft));
	}
	async deleteDraft(key: string): Promise<void> {
		this.#own('drafts').delete(key);
	}
}

const ofUnit = (records: ReadonlyMap<string, StoredRecord>, unitId: string): StoredRecord[] =>
	[...records.values()].filter((record) => record.unitId === unitId);

/** As IndexedDB copies on every way in. What lies here is frozen, so it need not be copied on the way out: whoever wrote to what was
 *  read would be told. `structuredClone` copies plain data several times more slowly. */
function keptOf<T>(value: T): T {
	if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
	if (Array.isArray(value)) return Object.freeze(value.map((one: unknown) => keptOf(one))) as T;

	const copy: { [field: string]: unknown } = {};
	for (const field in value) copy[field] = keptOf(value[field]);
	return Object.freeze(copy) as T;
}
