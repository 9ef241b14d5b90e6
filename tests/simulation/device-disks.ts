import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { recordKeyText } from '#lib/domain/changes/change.ts';
import { DeviceDatabase } from '#lib/local/store/device-database.ts';
import { keyOf, type DeviceStore, type StoredRecord } from '#lib/local/store/device-store.ts';
import { IndexedDbStore } from '#lib/local/store/indexed-db-store.ts';
import { MemoryStore, type DeviceState } from '../support/memory-store.ts';

/** What a device has on its disk, under whatever store. */
export interface DeviceDisk {
	readonly store: DeviceStore;
	/** All of it, for looking at. */
	read(): Promise<DeviceState>;
	/** Another disk with the same on it, as a backup of a phone makes it. */
	copy(): Promise<DeviceDisk>;
	/** From now on it holds what the other one does. */
	become(other: DeviceDisk): Promise<void>;
	/** The browser takes the connection away; the store has to open it anew. */
	loseConnection(): void;
	close(): void;
}

export const openMemoryDisk = (store = new MemoryStore()): DeviceDisk => ({
	store,
	read: async () => store.disk,
	copy: async () => openMemoryDisk(store.clone()),
	become: async (other) => store.become(await other.read()),
	loseConnection: () => undefined,
	close: () => undefined
});

export function openIndexedDbDisk(): DeviceDisk {
	const db = new DeviceDatabase('can-bo', { indexedDB: new IDBFactory(), IDBKeyRange });

	return {
		store: new IndexedDbStore(db),
		read: () => readDatabase(db),
		async copy() {
			const other = openIndexedDbDisk();
			await copyInto(other, await readDatabase(db));
			return other;
		},
		async become(other) {
			await Promise.all(db.tables.map((table) => table.clear()));
			await copyInto(this, await other.read());
		},
		loseConnection: () => db.backendDB().close(),
		close: () => db.close()
	};
}

async function readDatabase(db: DeviceDatabase): Promise<DeviceState> {
	const [meta, outbox, records, shadows, sent, attention, drafts] = await Promise.all([
		...[db.meta.toArray(), db.outbox.toArray(), db.record.toArray(), db.shadow.toArray()],
		...[db.sent.toArray(), db.attention.toArray(), db.draft.toArray()]
	] as const);
	const byKey = (rows: readonly StoredRecord[]) => new Map(rows.map((row) => [recordKeyText(keyOf(row)), row]));

	return {
		meta: new Map(meta.map(({ key, value }) => [key, value])) as DeviceState['meta'],
		outbox: new Map(outbox.map((row) => [row.order, row])),
		records: byKey(records),
		shadows: byKey(shadows),
		sent: new Map(sent.map((row) => [row.id, row])),
		attention: new Map(attention.map((row) => [row.id, row])),
		drafts: new Map(drafts.map((row) => [row.key, row]))
	};
}

const copyInto = (disk: DeviceDisk, from: DeviceState): Promise<void> =>
	disk.store.transact('strict', async (tx) => {
		for (const [key, value] of from.meta) await tx.putMeta(key, value as never);
		await tx.putOutbox([...from.outbox.values()]);
		await tx.putRecords([...from.records.values()]);
		await tx.putShadows([...from.shadows.values()]);
		for (const batch of from.sent.values()) await tx.putSent(batch);
		for (const item of from.attention.values()) await tx.putAttention(item);
		for (const draft of from.drafts.values()) await tx.putDraft(draft);
	});
