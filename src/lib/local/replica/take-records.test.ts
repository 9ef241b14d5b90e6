import { beforeEach, describe, expect, test } from 'vitest';
import type { Change, Register, SyncRecord } from '#lib/domain/changes/change.ts';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import type { Cursor, OutboxRow, StoredRecord } from '../store/device-store.ts';
import { dropUnit, sweep, takeRecords } from './take-records.ts';
import { keepAccepted } from './under-way.ts';

const UNIT = '15697';
const personId = 'can-bo';

let store: MemoryStore;
beforeEach(async () => {
	store = new MemoryStore();
	await begin({ perm: 'p', seq: 0, generation: 2, sweeping: true });
});

const begin = (cursor: Cursor) => store.transact('strict', (tx) => tx.putMeta('cursors', { [UNIT]: cursor }));

const register = (state: string, change: string): Register => ({
	value: { state },
	stamp: `0jo3f0000000.${change.padStart(8, '0')}`,
	change,
	by: 'van-phong'
});

/** Dossier n as the server had it when the last change to it had that seq. */
const rowOf = (n: number, seq: number, state = 'preparing'): SyncRecord => ({
	unitId: UNIT,
	kind: 'dossier',
	id: `dossier:${n}`,
	seq,
	registers: { state: register(state, `s${seq}`) }
});
const copyOf = (n: number, seq: number, { state = 'preparing', generation = 1 } = {}): StoredRecord => ({
	...rowOf(n, seq, state),
	generation
});

/** A change of dossier n that waits. */
function unsent(n: number, set: { [register: string]: string }, order = 1): OutboxRow {
	const key = { unitId: UNIT, kind: 'dossier', recordId: `dossier:${n}` };
	const id = `own-${order}`;
	const written = Object.entries(set).map(([name, state]) => [name, { value: { state }, prev: null }]);
	const change: Change = {
		id,
		v: 1,
		...key,
		set: Object.fromEntries(written),
		hlc: 'h',
		device: 'phone001',
		n: order
	};
	return { order, id, ...key, change, state: 'new', savedAtMs: 0 };
}

const hold = (...copies: StoredRecord[]) => store.transact('strict', (tx) => tx.putRecords(copies));

/** What is under a record that something is laid over. */
async function layUnder(shadow: StoredRecord, row: OutboxRow): Promise<void> {
	await store.transact('strict', async (tx) => {
		await tx.putShadows([shadow]);
		await tx.putRecords([shadow]);
		await tx.putOutbox([row]);
	});
}

const take = (rows: SyncRecord[], { generation = 2, head = 99 } = {}) =>
	store.transact('relaxed', (tx) =>
		takeRecords(tx, rows, { generations: new Map([[UNIT, generation]]), heads: { [UNIT]: head }, personId })
	);

const keyText = (n: number) => `${UNIT}/dossier/dossier:${n}`;
const recordOf = (n: number) => store.disk.records.get(keyText(n));
const shadowOf = (n: number) => store.disk.shadows.get(keyText(n));
const stateOf = (n: number, name = 'state') => recordOf(n)?.registers[name]?.value?.['state'];
const heldSeqs = () => [...store.disk.records.values()].map(({ seq }) => seq);

describe('a row that comes down', () => {
	test('takes the place of an earlier copy', async () => {
		await hold(copyOf(1, 3));
		await take([rowOf(1, 5, 'complete')]);

		expect(recordOf(1)).toEqual(copyOf(1, 5, { state: 'complete', generation: 2 }));
	});

	test('of the same change too: it has the flags that the server gave', async () => {
		await hold(copyOf(1, 5));
		const row = rowOf(1, 5);
		row.registers['state']!.flags = ['late'];
		await take([row]);

		expect(recordOf(1)?.registers['state']?.flags).toEqual(['late']);
	});

	test('of the same change, with other flags than the copy of this very snapshot, too', async () => {
		await begin({ perm: 'p', seq: 0, generation: 2, sweeping: false });
		await hold(copyOf(1, 5, { generation: 2 }));
		const row = rowOf(1, 5);
		row.registers['state']!.flags = ['late'];
		await take([row]);

		expect(recordOf(1)?.registers['state']?.flags).toEqual(['late']);
	});

	test('leaves a later copy as it is, which counts as one that this snapshot brought', async () => {
		await hold(copyOf(1, 7, { state: 'complete' }));
		await take([rowOf(1, 5)]);

		expect(recordOf(1)).toEqual(copyOf(1, 7, { state: 'complete', generation: 2 }));
	});

	test('leaves a later copy under what is unsent as it is', async () => {
		await layUnder(copyOf(1, 7), unsent(1, { note: 'mine' }));
		await take([rowOf(1, 5, 'complete')]);

		expect(shadowOf(1)).toEqual(copyOf(1, 7, { generation: 2 }));
		expect([stateOf(1), stateOf(1, 'note')]).toEqual(['preparing', 'mine']);
	});

	test('goes under what is unsent, which stays over it', async () => {
		await layUnder(copyOf(1, 3), unsent(1, { note: 'mine' }));
		await take([rowOf(1, 5, 'complete')]);

		expect(shadowOf(1)?.seq).toBe(5);
		expect([stateOf(1), stateOf(1, 'note')]).toEqual(['complete', 'mine']);
	});

	test.each([
		['overtaken by it', '0jo3f0000000.00000000', 'complete'],
		['later than it', 'zzzzzzzzz000.phone001', 'mine']
	])('lies under what is sent again after a restore only where that is later: %s', async (_, again, shown) => {
		const own = unsent(1, { state: 'mine' });
		await layUnder(copyOf(1, 3), { ...own, change: { ...own.change, again } });
		await take([rowOf(1, 5, 'complete')]);

		expect(stateOf(1)).toBe(shown);
	});

	test('of a unit whose next snapshot has begun meanwhile is nobody’s any more', async () => {
		await take([rowOf(1, 5)], { generation: 1 });

		expect(heldSeqs()).toEqual([]);
		expect(store.disk.meta.get('cursors')).toMatchObject({ [UNIT]: { seq: 0 } });
	});

	test('that the device has already is not written once more', async () => {
		await begin({ perm: 'p', seq: 0, generation: 2, sweeping: false });
		await hold(copyOf(1, 5, { generation: 2 }));
		await layUnder(copyOf(2, 6, { generation: 2 }), unsent(2, { note: 'mine' }));
		const written: unknown[] = [];
		await store.transact('relaxed', (tx) => {
			const { putRecords, putShadows } = tx;
			tx.putRecords = (rows) => (written.push(...rows), putRecords.call(tx, rows));
			tx.putShadows = (rows) => (written.push(...rows), putShadows.call(tx, rows));
			const generations = new Map([[UNIT, 2]]);
			return takeRecords(tx, [rowOf(1, 5), rowOf(2, 6)], { generations, heads: { [UNIT]: 99 }, personId });
		});

		expect(written).toEqual([]);
		expect([recordOf(1)?.seq, shadowOf(2)?.seq]).toEqual([5, 6]);
		expect(store.disk.meta.get('cursors')).toMatchObject({ [UNIT]: { seq: 6 } });
	});

	test('that the device has already is one that this snapshot brought', async () => {
		await hold(copyOf(1, 5));
		await layUnder(copyOf(2, 6), unsent(2, { note: 'mine' }));
		await take([rowOf(1, 5), rowOf(2, 6)]);

		expect([recordOf(1)?.generation, shadowOf(2)?.generation]).toEqual([2, 2]);
	});

	test('goes under what is only here and unsent', async () => {
		await store.transact('strict', (tx) => tx.putOutbox([unsent(1, { note: 'mine' })]));
		await hold({ ...rowOf(1, 0), registers: { note: register('mine', 'own-1') }, generation: 0 });
		await take([rowOf(1, 5, 'complete')]);

		expect(shadowOf(1)?.seq).toBe(5);
		expect([stateOf(1), stateOf(1, 'note')]).toEqual(['complete', 'mine']);
	});

	test('leads the cursor on, never back', async () => {
		await take([rowOf(1, 5)]);
		await take([rowOf(2, 4)]);

		expect(store.disk.meta.get('cursors')).toMatchObject({ [UNIT]: { seq: 5 } });
	});
});

describe('a change that was accepted and whose record has not come down', () => {
	const accept = async (row: OutboxRow, seq: number, lost?: string[]) =>
		store.transact('strict', (tx) =>
			keepAccepted(tx, [{ row, receipt: { seq, stamp: 's', lost } }], { sentAtMs: 0, passed: () => 0 })
		);

	test('stays over an earlier row, but for the registers in which it lost', async () => {
		const own = unsent(1, { state: 'mine', note: 'mine' });
		await layUnder(copyOf(1, 3), own);
		await accept(own, 9, ['state']);
		await take([rowOf(1, 5, 'complete')], { head: 8 });

		expect([stateOf(1), stateOf(1, 'note')]).toEqual(['complete', 'mine']);
	});

	test('stays while one of several that were accepted is later than the row', async () => {
		const [first, second] = [unsent(1, { note: 'first' }, 1), unsent(1, { plan: 'second' }, 2)];
		await layUnder(copyOf(1, 3), first);
		await store.transact('strict', (tx) => tx.putOutbox([second]));
		await accept(first, 5);
		await accept(second, 7);
		await take([rowOf(1, 5, 'complete')], { head: 6 });

		expect(shadowOf(1)?.seq).toBe(5);
		expect([stateOf(1), stateOf(1, 'note'), stateOf(1, 'plan')]).toEqual(['complete', undefined, 'second']);
	});

	test('goes with a row of its own seq, also while others of the unit are under way', async () => {
		const [own, other] = [unsent(1, { note: 'mine' }, 1), unsent(2, { note: 'mine' }, 2)];
		await layUnder(copyOf(1, 3), own);
		await store.transact('strict', (tx) => tx.putOutbox([other]));
		await store.transact('strict', (tx) =>
			keepAccepted(
				tx,
				[own, other].map((row) => ({ row, receipt: { seq: row.order + 8, stamp: 's' } })),
				{ sentAtMs: 0, passed: () => 0 }
			)
		);
		await take([rowOf(1, 9, 'complete')], { head: 9 });

		expect([shadowOf(1), stateOf(1, 'note')]).toEqual([undefined, undefined]);
	});

	test('goes with the row that it is part of', async () => {
		const own = unsent(1, { note: 'mine' });
		await layUnder(copyOf(1, 3), own);
		await accept(own, 9);
		await take([rowOf(1, 9, 'complete')], { head: 9 });

		expect(shadowOf(1)).toBeUndefined();
		expect([stateOf(1), stateOf(1, 'note')]).toEqual(['complete', undefined]);
	});
});

describe('the device’s clock', () => {
	const clock = (hlc: string | undefined) => ({ device: 'phone001', n: 0, order: 0, hlc, offsetMs: 0 });
	const set = (hlc: string | undefined) => store.transact('strict', (tx) => tx.putMeta('clock', clock(hlc)));
	const reading = () => (store.disk.meta.get('clock') as { hlc: string | undefined }).hlc;

	test('is moved on by the latest stamp that comes down', async () => {
		await set('0jo3f0000000.00000000');
		await take([rowOf(1, 5), rowOf(2, 9), rowOf(3, 7)]);

		expect(reading()).toBe('0jo3f0000000.000000s9');
	});

	test('stands still when nothing comes down', async () => {
		await set(undefined);
		await take([]);

		expect(reading()).toBeUndefined();
	});

	test('is never taken back by an earlier one', async () => {
		await set('zzzzzzzzz000.phone001');
		await take([rowOf(1, 5)]);

		expect(reading()).toBe('zzzzzzzzz000.phone001');
	});
});

describe('the end of a snapshot', () => {
	const end = (seq: number, generation = 2) =>
		store.transact('relaxed', (tx) => sweep(tx, UNIT, { generation, seq, personId }));

	test('takes away what it did not bring, and nothing of what it brought', async () => {
		await hold(copyOf(1, 3), copyOf(2, 5, { generation: 2 }));
		await end(8);

		expect([recordOf(1), recordOf(2)?.seq]).toEqual([undefined, 5]);
	});

	test('leaves what came after it: it could not bring that', async () => {
		await hold(copyOf(1, 8), copyOf(2, 9));
		const left = await end(8);

		expect(heldSeqs()).toEqual([9]);
		expect(left?.plain.map(({ seq }) => seq)).toEqual([9]);
	});

	test('ends what was laid over its records up to there: they have come down', async () => {
		const [own, late] = [unsent(1, { note: 'mine' }, 1), unsent(2, { note: 'mine' }, 2)];
		for (const [n, row] of [
			[1, own],
			[2, late]
		] as const)
			await layUnder(copyOf(n, 3, { generation: 2 }), row);
		for (const [row, seq] of [
			[own, 5],
			[late, 9]
		] as const)
			await store.transact('strict', (tx) =>
				keepAccepted(tx, [{ row, receipt: { seq, stamp: 's' } }], { sentAtMs: 0, passed: () => 0 })
			);
		await end(8);

		expect([stateOf(1, 'note'), shadowOf(1)]).toEqual([undefined, undefined]);
		expect([stateOf(2, 'note'), shadowOf(2)?.seq]).toEqual(['mine', 3]);
	});

	test('reads nothing of the first one: nothing of the server’s can be older', async () => {
		expect(await end(8, 1)).toBeUndefined();
	});

	test('tells what is left, each as the server’s copy', async () => {
		await hold(copyOf(1, 3), copyOf(2, 5, { generation: 2 }));
		await layUnder(copyOf(3, 4), unsent(3, { note: 'mine' }));
		const left = await end(8);

		expect(left).toEqual({ plain: [copyOf(2, 5, { generation: 2 })], shadows: [] });
	});

	test('leaves what is only here', async () => {
		await store.transact('strict', (tx) => tx.putOutbox([unsent(1, { note: 'mine' })]));
		await hold({ ...copyOf(1, 0), generation: 0 });
		await end(8);

		expect(heldSeqs()).toEqual([0]);
	});

	test('takes away what lies under an unsent change, and leaves the change', async () => {
		await layUnder(copyOf(1, 3), unsent(1, { note: 'mine' }));
		await end(8);

		expect(shadowOf(1)).toBeUndefined();
		expect([stateOf(1), stateOf(1, 'note')]).toEqual([undefined, 'mine']);
	});

	test('leaves what lies under an unsent change and came after it', async () => {
		await layUnder(copyOf(1, 9), unsent(1, { note: 'mine' }));
		const left = await end(8);

		expect(shadowOf(1)?.seq).toBe(9);
		expect(left?.shadows.map(({ seq }) => seq)).toEqual([9]);
	});
});

test('of a unit that is taken away nothing stays, and what was not sent lies where its author sees it', async () => {
	await hold(copyOf(2, 5));
	await layUnder(copyOf(1, 3), unsent(1, { note: 'mine' }, 1));
	await store.transact('strict', (tx) => tx.putOutbox([unsent(1, { note: 'again' }, 2)]));
	await store.transact('strict', (tx) => dropUnit(tx, UNIT, 77));

	const { records, shadows, outbox, attention } = store.disk;
	expect([records.size, shadows.size, outbox.size]).toEqual([0, 0, 0]);
	expect([...attention.values()]).toMatchObject([
		{ id: 'own-1', code: 'scope-lost', atMs: 77, changes: [{ id: 'own-1' }, { id: 'own-2' }] }
	]);
});
