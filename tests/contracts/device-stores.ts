import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach } from 'vitest';
import type { RecordKey } from '#lib/domain/changes/change.ts';
import { DeviceDatabase } from '#lib/local/store/device-database.ts';
import type {
	AttentionItem,
	DeviceStore,
	DeviceTransaction,
	OutboxRow,
	SentBatch,
	StoredRecord
} from '#lib/local/store/device-store.ts';
import { IndexedDbStore } from '#lib/local/store/indexed-db-store.ts';
import type { Draft } from '#lib/local/store/draft.ts';
import { MemoryStore } from '../support/memory-store.ts';

/** A device’s store, with what the port does not tell of drafts. */
export interface Device {
	store: DeviceStore;
	hasDraft(key: string): Promise<boolean>;
	close(): void;
}

export const DEVICE_STORES: { name: string; open(): Device }[] = [
	{
		name: 'memory',
		open() {
			const store = new MemoryStore();
			return { store, hasDraft: async (key) => store.disk.drafts.has(key), close: () => undefined };
		}
	},
	{
		name: 'IndexedDB',
		open() {
			const db = new DeviceDatabase('can-bo', { indexedDB: new IDBFactory(), IDBKeyRange });
			return {
				store: new IndexedDbStore(db),
				hasDraft: async (key) => (await db.draft.get(key)) !== undefined,
				close: () => db.close()
			};
		}
	}
];

/** An empty device for each test of a `describe`. */
export function useDevice(open: () => Device) {
	let device: Device;
	beforeEach(() => {
		device = open();
	});
	afterEach(() => device.close());

	return {
		get device() {
			return device;
		},
		write: (work: (tx: DeviceTransaction) => Promise<void>) => device.store.transact('strict', work),
		read: <T>(work: (tx: DeviceTransaction) => Promise<T>) => device.store.transact('relaxed', work)
	};
}

export const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();

export const CLOCK = { device: 'phone001', n: 0, order: 0, hlc: undefined, offsetMs: 0 };

const changeOf = (order: number, { unitId, kind, recordId }: RecordKey) => ({
	id: `change-${order}`,
	v: 1,
	unitId,
	kind,
	recordId,
	set: { state: { value: { state: 'complete' }, prev: null } },
	hlc: `hlc-${order}`,
	device: 'phone001',
	n: order
});

export const dossier = (n: number, unitId = '15697'): RecordKey => ({
	unitId,
	kind: 'dossier',
	recordId: `dossier:${n}`
});

export const row = (order: number, key = dossier(order)): OutboxRow => ({
	order,
	id: `change-${order}`,
	...key,
	change: changeOf(order, key),
	state: 'new',
	savedAtMs: 1000 + order
});

export const stored = ({ unitId, kind, recordId }: RecordKey, seq = 1): StoredRecord => ({
	unitId,
	kind,
	id: recordId,
	seq,
	registers: { state: { value: { state: 'preparing' }, stamp: 's', change: `c${seq}`, by: 'can-bo', flags: ['f'] } },
	generation: 2
});

export const sentBatch = (order: number): SentBatch => ({
	id: `change-${order}`,
	sentAtMs: order,
	changes: [
		{
			id: `change-${order}`,
			order,
			change: changeOf(order, dossier(order)),
			stamp: 's',
			seq: order,
			lost: ['state']
		}
	]
});

export const attentionItem = (id: string): AttentionItem => ({
	id,
	...dossier(1),
	changes: [changeOf(1, dossier(1))],
	code: 'locked',
	message: '',
	atMs: 5
});

export const draft = (key: string): Draft => ({ key, value: { note: 'Thôn 3' }, changedAtMs: 1 });
