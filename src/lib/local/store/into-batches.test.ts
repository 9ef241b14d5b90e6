import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { countSentSince } from '../outbox/read-outbox.ts';
import { DeviceDatabase } from './device-database.ts';
import { IndexedDbStore } from './indexed-db-store.ts';

const idb = { indexedDB: new IDBFactory(), IDBKeyRange };
const key = { unitId: '15697', kind: 'dossier' };
const change = (n: number) => ({
	id: `change-${n}`,
	v: 1,
	...key,
	recordId: `dossier:${n}`,
	set: {},
	hlc: 'h',
	device: 'd',
	n
});
const row = (n: number) => ({
	order: n,
	id: `change-${n}`,
	...key,
	recordId: `dossier:${n}`,
	change: change(n),
	savedAtMs: 1
});

/** As the program made them before its third version. */
async function makeEarlier(): Promise<void> {
	const earlier = new Dexie('ve-dich:can-bo', idb);
	earlier.version(2).stores({
		outbox: 'order, [unitId+kind+recordId]',
		record: '[unitId+kind+id]',
		shadow: '[unitId+kind+id]',
		sent: 'id, sentAtMs',
		attention: 'id',
		draft: 'key',
		meta: 'key',
		reference: 'id',
		status: 'id',
		figures: 'unitId'
	});
	await earlier
		.table('sent')
		.put({ id: 'change-1', order: 1, change: change(1), stamp: 's1', seq: 4, sentAtMs: 100 });
	await earlier.table('outbox').bulkPut([
		{ ...row(2), state: 'acked', seq: 5, stamp: 's2', ackedAtMs: 200, lost: ['state'] },
		{ ...row(3), state: 'new' }
	]);
	await earlier.table('shadow').bulkPut([
		{ ...key, id: 'dossier:2', seq: 3, registers: { state: {} }, generation: 1 },
		{ ...key, id: 'dossier:3', seq: 0, registers: {}, generation: 0 }
	]);
	earlier.close();
}

test('a database of an earlier version loses nothing that was sent or waits', async () => {
	await makeEarlier();
	const db = new DeviceDatabase('can-bo', idb);

	expect(await db.sent.toArray()).toEqual([
		{
			id: 'change-1',
			sentAtMs: 100,
			changes: [{ id: 'change-1', order: 1, change: change(1), stamp: 's1', seq: 4 }]
		},
		{
			id: 'change-2',
			sentAtMs: 200,
			changes: [{ id: 'change-2', order: 2, change: change(2), stamp: 's2', seq: 5, lost: ['state'] }]
		}
	]);
	expect(await db.meta.get('underWay')).toEqual({
		key: 'underWay',
		value: [{ batch: 'change-2', heads: { '15697': 5 } }]
	});
	expect(await db.outbox.toArray()).toEqual([{ ...row(3), state: 'new' }]);
	expect((await db.shadow.toArray()).map(({ id }) => id)).toEqual(['dossier:2']);
	db.close();
});

test('what a tab of an earlier version adds to the later database is read as if it had been made so', async () => {
	const db = new DeviceDatabase('can-bo', { indexedDB: new IDBFactory(), IDBKeyRange });
	const early = { id: 'change-1', order: 1, change: change(1), stamp: 's1', seq: 4 };
	await db.table('sent').put({ ...early, sentAtMs: 100 });

	const batch = { id: 'change-1', sentAtMs: 100, changes: [early] };
	await new IndexedDbStore(db).transact('relaxed', async (tx) => {
		expect(await tx.sent()).toEqual([batch]);
		expect(await tx.sentBatches(['change-1', 'change-2'])).toEqual([batch, undefined]);
	});
	expect(await countSentSince(db, 0)).toBe(1);
	db.close();
});
