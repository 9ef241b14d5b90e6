import { beforeEach, describe, expect, test } from 'vitest';
import { PUSH_LIMITS } from '#lib/domain/changes/push.ts';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import type { OutboxRow } from '../store/device-store.ts';
import { asSent } from './as-sent.ts';
import { oldestToSend, takeBatch, type Earlier } from './take-batch.ts';

const NOW_MS = 1_000_000_000;
const HOUR_MS = 3_600_000;
const SUSPECTED = { sinceMs: 0, failures: 0, countsFromMs: 0 };

let store: MemoryStore;
beforeEach(() => {
	store = new MemoryStore();
});

function row(order: number, more: Partial<OutboxRow> = {}, bytes = 0): OutboxRow {
	const key = { unitId: '15697', kind: 'check', recordId: more.recordId ?? `check-${order}` };
	const set = { note: { value: { text: 'a'.repeat(bytes) }, prev: null } };
	const change = { id: `change-${order}`, v: 1, ...key, set, hlc: 'h', device: 'phone001', n: order };
	return { order, id: change.id, ...key, change, state: 'new', savedAtMs: order, ...more };
}
const put = (...rows: OutboxRow[]) => store.transact('strict', (tx) => tx.putOutbox(rows));
const take = (limit = 100, earlier: Partial<Earlier> = {}) =>
	store.transact('relaxed', (tx) => takeBatch(tx, { nowMs: NOW_MS, limit, ...earlier }));
const orders = async (limit?: number, earlier?: Partial<Earlier>) =>
	(await take(limit, earlier)).rows.map(({ order }) => order);

describe('what goes next', () => {
	test('goes in the order in which it was made, as many as are asked for, however long the outbox is', async () => {
		await put(...Array.from({ length: 450 }, (_, index) => row(450 - index)));

		expect(await orders(3)).toEqual([1, 2, 3]);
		expect(await orders(1_000)).toHaveLength(450);
	});

	test('is at most half a megabyte, and one change at least', async () => {
		const half = PUSH_LIMITS.plainBytes / 4;
		const [second, third] = [row(2), row(3)].map(({ change }) => JSON.stringify(change).length);
		await put(row(1, {}, half), row(2), row(3, {}, half - second! - third!), row(4));
		expect(await orders()).toEqual([1]);
		expect(await orders(100, { upTo: 1 })).toEqual([2, 3]);
	});

	test('is neither what the server has taken already nor what lies before', async () => {
		await put(row(1), row(2), row(3), row(4));

		expect(await orders(100, { accepted: new Set(['change-3']), upTo: 1 })).toEqual([2, 4]);
	});

	test('is not what was put off, nor the later changes of its record; until it is due', async () => {
		await put(
			row(1, { dueAtMs: NOW_MS + 1 }),
			row(2, { recordId: 'check-1' }),
			row(3),
			row(4, { dueAtMs: NOW_MS })
		);
		const batch = await take();

		expect([batch.rows.map(({ order }) => order), batch.isWhole]).toEqual([[3, 4], false]);
	});

	test('is what was put off to a date that only a clock set back can mean', async () => {
		await put(row(1, { dueAtMs: NOW_MS + HOUR_MS }), row(2, { dueAtMs: NOW_MS + HOUR_MS + 1 }));

		expect(await orders()).toEqual([2]);
	});

	test('is not what got another receipt, nor the later changes of its record', async () => {
		await put(row(1), row(2, { recordId: 'check-1' }), row(3));

		expect(await orders(100, { notAccepted: new Set(['change-1']) })).toEqual([3]);
	});

	test('is no suspected change: of those the first that is due goes by itself, after all others', async () => {
		await put(
			row(1, { suspected: SUSPECTED, dueAtMs: NOW_MS + 1 }),
			row(2, { suspected: SUSPECTED }),
			row(3, { suspected: SUSPECTED }),
			row(4)
		);
		expect(await take()).toMatchObject({ rows: [{ order: 4 }], isWhole: false });
		expect(await take()).not.toHaveProperty('suspect');

		await store.transact('strict', (tx) => tx.deleteOutbox([4]));
		expect(await take()).toMatchObject({ rows: [], suspect: { order: 2 } });
	});

	test('is whole when nothing before its last change waits', async () => {
		await put(row(1), row(2), row(3, { dueAtMs: NOW_MS + 1 }));

		expect(await take(2)).toMatchObject({ isWhole: true });
		expect(await take(3)).toMatchObject({ isWhole: false });
		expect(await take(9, { upTo: 3 })).toEqual({ rows: [], isWhole: true });
	});
});

test('the oldest that waits for nothing but being sent is none that is held, nor one behind it', async () => {
	const oldest = () => store.transact('relaxed', oldestToSend);
	expect(await oldest()).toBeUndefined();
	await put(row(1, { state: 'held' }), row(2, { recordId: 'check-1' }), row(3, { state: 'aside' }));
	expect(await oldest()).toBeUndefined();
	await put(row(4), row(5));

	expect((await oldest())?.order).toBe(4);
});

describe('a change as it travels', () => {
	const made = { at: 5, after: 3 };

	test('tells when it was made; of an earlier version of the program its row does', () => {
		const { change } = row(1);
		expect(asSent({ change: { ...change, made }, savedAtMs: 9 })).toEqual({ ...change, made });
		expect(asSent({ change, savedAtMs: 9 })).toEqual({ ...change, made: { at: 9, after: 0 } });
	});

	test('what such a version sent again after a restore has lost even that', () => {
		const change = { ...row(1).change, again: 'stamp' };

		expect(asSent({ change, savedAtMs: 9 })).toEqual(change);
	});
});
