import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import { EARLIER_DATABASE, type SentBatch, type StoredRecord } from '../store/device-store.ts';
import { changeEpoch, sendAllAgain } from './change-epoch.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.parse('2018-11-05T02:00:00Z');
const DOSSIER = { unitId: '15697', kind: 'dossier' };

let store: MemoryStore;
beforeEach(async () => {
	store = new MemoryStore();
	await store.transact('strict', (tx) => tx.putMeta('epoch', 'before'));
});

/** A change that the server accepted so many days ago. */
function accepted(n: number, daysAgo: number): SentBatch {
	const id = `own-${n}`;
	const set = { note: { value: { text: id }, prev: null } };
	const change: Change = { id, v: 1, ...DOSSIER, recordId: `dossier:${n}`, set, hlc: 'h', device: 'phone001', n };
	const sentAtMs = NOW_MS - daysAgo * DAY_MS;
	return { id, sentAtMs, changes: [{ id, order: n, change, stamp: `stamp-${n}`, seq: n }] };
}

const copyOf = (n: number, seq: number): StoredRecord => ({
	...DOSSIER,
	id: `dossier:${n}`,
	seq,
	registers: { state: { value: { state: 'complete' }, stamp: 's', change: `c${seq}`, by: 'van-phong' } },
	generation: 3
});

const meet = (epoch: string) => store.transact('strict', (tx) => changeEpoch(tx, { epoch, now: NOW_MS }, 'can-bo'));

const waiting = () => [...store.disk.outbox.values()].map(({ id, change: { again } }) => [id, again]);
const cursors = () => store.disk.meta.get('cursors');

describe('when the server’s database is another one than before', () => {
	test('what it had accepted within sixty days goes up again, with the stamp it had', async () => {
		await store.transact('strict', async (tx) => {
			for (const batch of [accepted(1, 60), accepted(2, 59), accepted(3, 2), accepted(4, 0)])
				await tx.putSent(batch);
		});
		await meet('after');

		expect(waiting()).toEqual([
			['own-2', 'stamp-2'],
			['own-3', 'stamp-3'],
			['own-4', 'stamp-4']
		]);
		expect([...store.disk.sent.keys()]).toEqual(['own-1']);
	});

	test('as it was made: without the word of the database before on it, and with its proof for the new one', async () => {
		const [batch, old] = [accepted(1, 2), accepted(2, 2)];
		const made = { at: NOW_MS - 5, after: 7 };
		batch.changes[0]!.proof = 'proof-1';
		batch.changes[0]!.change = { ...batch.changes[0]!.change, made, again: 'earlier', proof: 'earlier' };
		await store.transact('strict', async (tx) => {
			for (const one of [batch, old]) await tx.putSent(one);
		});
		await meet('after');

		const { again: _, proof: __, ...change } = batch.changes[0]!.change;
		expect([...store.disk.outbox.values()]).toEqual([
			{
				...{ order: 1, id: 'own-1', ...DOSSIER, recordId: 'dossier:1', state: 'new', savedAtMs: made.at },
				change: { ...change, again: 'stamp-1', proof: 'proof-1' }
			},
			{
				...{ order: 2, id: 'own-2', ...DOSSIER, recordId: 'dossier:2', state: 'new', savedAtMs: old.sentAtMs },
				change: { ...old.changes[0]!.change, again: 'stamp-2' }
			}
		]);
	});

	test('lies over the copy that its record had', async () => {
		await store.transact('strict', async (tx) => {
			await tx.putSent(accepted(1, 2));
			await tx.putRecords([copyOf(1, 40)]);
		});
		await meet('after');

		const [shown] = store.disk.records.values();
		expect(Object.keys(shown!.registers).sort()).toEqual(['note', 'state']);
		expect([...store.disk.shadows.values()]).toMatchObject([{ id: 'dossier:1', registers: { state: {} } }]);
	});

	test('what it named of each log is forgotten', async () => {
		await store.transact('strict', (tx) => tx.putMeta('marks', { '15697': [4, 'mark'] }));
		await meet('after');

		expect(store.disk.meta.get('marks')).toEqual({});
	});

	test('every unit is asked for whole, and its snapshots go on being counted', async () => {
		const cursor = { perm: 'p', seq: 40, generation: 3, sweeping: false };
		await store.transact('strict', (tx) => tx.putMeta('cursors', { '15697': cursor, '15664': cursor }));
		await meet('after');

		const whole = { perm: '', seq: 0, generation: 3, sweeping: false };
		expect(cursors()).toEqual({ '15697': whole, '15664': whole });
	});

	test('what was copied from it is still shown, and gives way to any row of the new one', async () => {
		await store.transact('strict', async (tx) => {
			await tx.putRecords([copyOf(1, 40)]);
			await tx.putShadows([copyOf(2, 41)]);
		});
		await meet('after');

		const outdated = { seq: 0, generation: EARLIER_DATABASE, registers: copyOf(1, 40).registers };
		expect([...store.disk.records.values()]).toMatchObject([outdated]);
		expect([...store.disk.shadows.values()]).toMatchObject([{ seq: 0, generation: EARLIER_DATABASE }]);
	});

	test('what is only here stays what it is', async () => {
		const onlyHere = { ...copyOf(1, 0), generation: 0 };
		await store.transact('strict', (tx) => tx.putRecords([onlyHere]));
		await meet('after');

		expect([...store.disk.records.values()]).toEqual([onlyHere]);
	});

	test('nothing is under way any more', async () => {
		const underWay = [{ batch: 'own-1', heads: { '15697': 1 } }];
		await store.transact('strict', async (tx) => {
			await tx.putSent(accepted(1, 61));
			await tx.putMeta('underWay', underWay);
		});
		await meet('after');

		expect(store.disk.meta.get('underWay')).toEqual([]);
	});
});

test.each([
	['the same database', 'before'],
	['the first one that the device meets', undefined]
])('%s: nothing goes up again and no cursor is touched', async (_, known) => {
	const cursor = { perm: 'p', seq: 40, generation: 3, sweeping: false };
	await store.transact('strict', async (tx) => {
		await tx.putSent(accepted(1, 2));
		await tx.putMeta('epoch', known!);
		await tx.putMeta('cursors', { '15697': cursor });
	});
	await meet('before');

	expect([waiting(), cursors()]).toEqual([[], { '15697': cursor }]);
	expect(store.disk.meta.get('epoch')).toBe('before');
});

test('of a batch of which a part goes up again the rest stays, under the id of its first', async () => {
	const [one, two, three] = [1, 2, 3].map((n) => accepted(n, 2).changes[0]!);
	await store.transact('strict', async (tx) => {
		await tx.putSent({ id: 'own-1', sentAtMs: NOW_MS, changes: [one!, two!, three!] });
		await tx.putSent({ ...accepted(4, 2), id: 'whole' });
		await tx.putMeta('underWay', [{ batch: 'own-1', heads: { '15697': 3 } }]);
		await sendAllAgain(tx, 'can-bo', ({ id }) => id === 'own-1');
	});

	expect(waiting().map(([id]) => id)).toEqual(['own-1']);
	expect(store.disk.sent.get('own-2')).toEqual({ id: 'own-2', sentAtMs: NOW_MS, changes: [two, three] });
	expect([...store.disk.sent.keys()].sort()).toEqual(['own-2', 'whole']);
	expect(store.disk.meta.get('underWay')).toEqual([{ batch: 'own-2', heads: { '15697': 3 } }]);
});
