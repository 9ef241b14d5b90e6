import type { RecordKey } from '#lib/domain/changes/change.ts';
import type { DeviceDatabase } from './device-database.ts';
import type {
	AttentionItem,
	DeviceStore,
	DeviceTransaction,
	Durability,
	Meta,
	MetaKey,
	OutboxRow,
	SentRow,
	StoredRecord
} from './device-store.ts';

const compound = ({ unitId, kind, recordId }: RecordKey): [string, string, string] => [unitId, kind, recordId];

/** The port over Dexie: two connections to one database, since Dexie sets durability by connection. */
export class DexieStore implements DeviceStore {
	readonly #databases: { [D in Durability]: DeviceDatabase };

	constructor(databases: { strict: DeviceDatabase; relaxed: DeviceDatabase }) {
		this.#databases = databases;
	}

	transact<T>(durability: Durability, work: (tx: DeviceTransaction) => Promise<T>): Promise<T> {
		const db = this.#databases[durability];
		const tables = [db.outbox, db.record, db.shadow, db.sent, db.attention, db.draft, db.meta];

		// An async function, although it awaits nothing: Dexie keeps a transaction open over native awaits only in one it
		// recognises as such.
		return db.transaction('rw', tables, async () => work(new DexieTransaction(db)));
	}
}

class DexieTransaction implements DeviceTransaction {
	readonly #db: DeviceDatabase;

	constructor(db: DeviceDatabase) {
		this.#db = db;
	}

	async meta<K extends MetaKey>(key: K): Promise<Meta[K] | undefined> {
		return (await this.#db.meta.get(key))?.value as Meta[K] | undefined;
	}
	async putMeta<K extends MetaKey>(key: K, value: Meta[K]): Promise<void> {
		await this.#db.meta.put({ key, value });
	}

	outbox = (): Promise<OutboxRow[]> => this.#db.outbox.orderBy('order').toArray();
	outboxOf = (key: RecordKey): Promise<OutboxRow[]> =>
		this.#db.outbox.where('[unitId+kind+recordId]').equals(compound(key)).sortBy('order');
	async putOutbox(rows: readonly OutboxRow[]): Promise<void> {
		await this.#db.outbox.bulkPut(rows);
	}
	async deleteOutbox(orders: readonly number[]): Promise<void> {
		await this.#db.outbox.bulkDelete([...orders]);
	}

	records = (keys: readonly RecordKey[]) => this.#db.record.bulkGet(keys.map(compound));
	recordsOfUnit = (unitId: string) => this.#db.record.where('unitId').equals(unitId).toArray();
	async putRecords(records: readonly StoredRecord[]): Promise<void> {
		await this.#db.record.bulkPut(records);
	}
	async deleteRecords(keys: readonly RecordKey[]): Promise<void> {
		await this.#db.record.bulkDelete(keys.map(compound));
	}

	async unitsHeld(): Promise<string[]> {
		const ofRecords = (await this.#db.record.orderBy('unitId').uniqueKeys()) as string[];
		const ofShadows = (await this.#db.shadow.orderBy('unitId').uniqueKeys()) as string[];

		return [...new Set([...ofRecords, ...ofShadows, ...(await this.outbox()).map(({ unitId }) => unitId)])];
	}

	shadows = (keys: readonly RecordKey[]) => this.#db.shadow.bulkGet(keys.map(compound));
	shadowsOfUnit = (unitId: string) => this.#db.shadow.where('unitId').equals(unitId).toArray();
	async putShadows(records: readonly StoredRecord[]): Promise<void> {
		await this.#db.shadow.bulkPut(records);
	}
	async deleteShadows(keys: readonly RecordKey[]): Promise<void> {
		await this.#db.shadow.bulkDelete(keys.map(compound));
	}

	sent = (): Promise<SentRow[]> => this.#db.sent.toArray();
	async putSent(rows: readonly SentRow[]): Promise<void> {
		await this.#db.sent.bulkPut(rows);
	}
	async deleteSent(ids: readonly string[]): Promise<void> {
		await this.#db.sent.bulkDelete([...ids]);
	}

	attention = (id: string): Promise<AttentionItem | undefined> => this.#db.attention.get(id);
	async putAttention(item: AttentionItem): Promise<void> {
		await this.#db.attention.put(item);
	}

	deleteDraft = (key: string): Promise<void> => this.#db.draft.delete(key);
}
