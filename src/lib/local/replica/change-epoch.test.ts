import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import { EARLIER_DATABASE, type SentBatch, type StoredRecord } from '../store/device-store.ts';
import { changeEpoch } from './change-epoch.ts';

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
			for (const batch of [accepted(1, 61), accepted(2, 59), accepted(3, 2), accepted(4, 0)])
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
