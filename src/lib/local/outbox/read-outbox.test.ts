import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { recordOf } from '../../../../tests/support/records.ts';
import { DeviceDatabase } from '../store/device-database.ts';
import type { AttentionItem, OutboxRow } from '../store/device-store.ts';
import { IndexedDbStore } from '../store/indexed-db-store.ts';
import {
	countOutbox,
	countSentSince,
	dismissAttention,
	readAttention,
	readConflicts,
	readRefused,
	readWaiting
} from './read-outbox.ts';
import { resendItem, seenOfItem, valuesOfItem } from './resend.ts';

const NOW_MS = Date.parse('2018-11-05T02:00:00Z');
const UNIT = '15697';

let db: DeviceDatabase;
let store: IndexedDbStore;
beforeEach(async () => {
	db = new DeviceDatabase('read-outbox', { indexedDB: new IDBFactory(), IDBKeyRange });
	store = new IndexedDbStore(db);
	await store.transact('strict', async (tx) => {
		await tx.putMeta('clock', { device: 'phone001', n: 0, order: 100, hlc: undefined, offsetMs: 0 });
		await tx.putMeta('cursors', { [UNIT]: { perm: 'p', seq: 1, generation: 1, sweeping: false } });
	});
});

function row(order: number, more: Partial<OutboxRow> = {}): OutboxRow {
	const key = { unitId: UNIT, kind: 'check', recordId: `check-${order}` };
	const change = { id: `change-${order}`, v: 1, ...key, set: {}, hlc: 'h', device: 'phone001', n: order };
	return { order, id: change.id, ...key, change, state: 'new', savedAtMs: NOW_MS, ...more };
}
const dossier = (id: string, state: string, prev: string | null) => ({
	...row(1).change,
	...{ id, kind: 'dossier', recordId: 'dossier:6', set: { state: { value: { state }, prev } } }
});
const item = (id: string, more: Partial<AttentionItem> = {}): AttentionItem => ({
	...{ id, unitId: UNIT, kind: 'dossier', recordId: 'dossier:6', changes: [dossier(id, 'complete', 'server-1')] },
	...{ code: 'stale', message: '', atMs: NOW_MS, ...more }
});

const CLASH = { kind: 'check', recordId: 'check-1', register: 'measurement' };
const side = (by: string) => ({ change: 'c', value: {}, by, stamp: 's' });
function conflict(winner: string, loser: string, isSettled = false, unitId = UNIT): SyncRecord {
	const settled = { settled: { choice: 'winner' as const, on: '2018-11-05' } };
	return recordOf(
		'conflict',
		{ clash: { ...CLASH, winner: side(winner), loser: side(loser) }, ...(isSettled && settled) },
		{ unitId, by: 'server' }
	);
}
const hold = (...records: SyncRecord[]) => db.record.bulkPut(records.map((record) => ({ ...record, generation: 1 })));

test('what waits is told in the order in which it was made', async () => {
	await db.outbox.bulkPut([row(3), row(1), row(2)]);

	expect((await readWaiting(db)).map(({ order }) => order)).toEqual([1, 2, 3]);
});

test('what was refused is told until it was sent anew or let be', async () => {
	await db.attention.bulkPut([item('a'), item('b', { replacedBy: 'c' })]);
	expect((await readRefused(db)).map(({ id }) => id)).toEqual(['a']);

	await dismissAttention(store, 'a');
	await dismissAttention(store, 'unknown');
	expect(await readRefused(db)).toEqual([]);
	expect((await db.attention.toArray()).map(({ id, replacedBy }) => [id, replacedBy])).toEqual([
		['a', 'dismissed'],
		['b', 'c']
	]);
});

test('a person has to look at what was refused, and at what does not get through by itself', async () => {
	await db.attention.put(item('a'));
	await db.outbox.bulkPut([row(1), row(2, { state: 'aside' })]);
	const { items, stuck } = await readAttention(db, NOW_MS);

	expect([items, stuck]).toMatchObject([[{ id: 'a' }], [{ id: 'change-2' }]]);
});

test('the sync line counts each of them once, by record', async () => {
	await db.outbox.bulkPut([
		row(1),
		row(2, { recordId: 'check-1' }),
		row(3, { state: 'aside' }),
		row(4, { state: 'aside' })
	]);
	for (const one of await db.outbox.toArray())
		await db.outbox.put({ ...one, change: { ...one.change, recordId: one.recordId } });
	await db.attention.bulkPut([item('a'), item('b', { replacedBy: 'dismissed' })]);
	await hold(conflict('can-bo', 'van-phong'));

	expect(await countOutbox(db, 'can-bo', NOW_MS)).toEqual({ waiting: 3, attention: 4 });
});

describe('a conflict', () => {
	const ofMine = async () => (await readConflicts(db, 'can-bo')).map(({ id }) => id);

	test('is the concern of those whose values it is between, until one has chosen', async () => {
		const [won, lost] = [conflict('can-bo', 'van-phong'), conflict('van-phong', 'can-bo')];
		await hold(won, lost, conflict('van-phong', 'nguoi-khac'), conflict('can-bo', 'van-phong', true));

		expect((await ofMine()).sort()).toEqual([won.id, lost.id].sort());
	});

	test('of which only the choice has come down is nobody’s, nor one of a commune that this device does not hold', async () => {
		const settled = recordOf('conflict', {}, {});
		await hold(settled, conflict('can-bo', 'van-phong', false, '15703'));

		expect(await ofMine()).toEqual([]);
	});

	test('is none before the first answer', async () => {
		await hold(conflict('can-bo', 'van-phong'));
		await db.meta.delete('cursors');

		expect(await ofMine()).toEqual([]);
	});
});

test('what the server has taken since an instant is counted by record, that instant among it', async () => {
	const sent = (order: number, recordId: string) => ({
		...row(order),
		stamp: 's',
		seq: order,
		change: { ...row(order).change, recordId }
	});
	await store.transact('strict', async (tx) => {
		await tx.putSent({ id: 'a', sentAtMs: NOW_MS - 1, changes: [sent(1, 'check-9')] });
		await tx.putSent({ id: 'b', sentAtMs: NOW_MS, changes: [sent(2, 'check-1'), sent(3, 'check-2')] });
		await tx.putSent({ id: 'c', sentAtMs: NOW_MS + 1, changes: [sent(4, 'check-2')] });
	});

	expect(await countSentSince(db, NOW_MS)).toBe(2);
});

describe('a refused item that is sent anew', () => {
	const twice = item('a', { changes: [dossier('a', 'preparing', 'server-1'), dossier('b', 'complete', 'a')] });
	const world = { now: () => NOW_MS, random: (bytes: number) => new Uint8Array(bytes).fill(7) };
	const resend = (id: string) => resendItem({ store, world, personId: 'can-bo' }, db, id);

	test('has the later value of a register, and stands on what its author saw before the first', async () => {
		expect(valuesOfItem(twice)).toEqual({ state: { state: 'complete' } });
		expect(seenOfItem(twice)).toEqual({ state: 'server-1' });

		await db.attention.put(twice);
		await resend('a');
		const [{ change, id }] = (await readWaiting(db)) as [OutboxRow];
		expect(change).toMatchObject({
			...{ unitId: UNIT, kind: 'dossier', recordId: 'dossier:6' },
			set: { state: { value: { state: 'complete' }, prev: 'server-1' } }
		});
		expect(await db.attention.get('a')).toMatchObject({ replacedBy: id });
	});

	test('is sent once, and nothing is of an item that is not there', async () => {
		await db.attention.put(twice);
		for (const id of ['a', 'a', 'unknown']) await resend(id);

		expect(await readWaiting(db)).toHaveLength(1);
	});
});
