import { beforeEach, describe, expect, test } from 'vitest';
import { addDigest, digestOfRecords, recordDigest } from '#lib/domain/changes/digest.ts';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import { EARLIER_DATABASE, type StoredRecord } from '../store/device-store.ts';
import { checkDigest, type UnitDigest } from './check-digest.ts';

const UNIT = '15697';
const NOW_MS = Date.parse('2018-11-05T02:00:00Z');
const DAY_MS = 86_400_000;

let store: MemoryStore;
beforeEach(() => {
	store = new MemoryStore();
});

const copyOf = (n: number, seq: number, more: Partial<StoredRecord> = {}): StoredRecord => ({
	...{ unitId: UNIT, kind: 'dossier', id: `dossier:${n}`, seq, generation: 1 },
	registers: { state: { value: { state: 'complete' }, stamp: `s${seq}`, change: `c${seq}`, by: 'van-phong' } },
	...more
});
const digestOf = (...copies: StoredRecord[]): UnitDigest => [copies.length, digestOfRecords(copies)];
const hold = (...copies: StoredRecord[]) => store.transact('strict', (tx) => tx.putRecords(copies));
const check = (
	digest: UnitDigest,
	{ end = 9, nowMs = NOW_MS, copies }: Partial<Parameters<typeof checkDigest>[2]> = {}
) => store.transact('strict', (tx) => checkDigest(tx, UNIT, { digest, end, personId: 'can-bo', nowMs, copies }));
const checkedAt = () => store.disk.meta.get('digestsCheckedAtMs');

/** A change that was accepted, of some unit. */
function accepted(id: string, unitId: string) {
	const key = { unitId, kind: 'dossier', recordId: 'dossier:1' };
	const set = { state: { value: { state: 'preparing' }, prev: null } };
	const change = { id, v: 1, ...key, set, hlc: 'h', device: 'phone001', n: 1 };
	return { id, order: id.length, change, stamp: '0jo3f0000000.phone001', seq: 1 };
}

test('a unit of which the device holds what the server counted is not doubted', async () => {
	await hold(copyOf(1, 3), copyOf(2, 5));

	expect(await check(digestOf(copyOf(1, 3), copyOf(2, 5)))).toBe(false);
	expect(checkedAt()).toEqual({ [UNIT]: NOW_MS });
});

test.each<[string, UnitDigest]>([
	['one record more', digestOf(copyOf(1, 3), copyOf(2, 5))],
	['another value in one', digestOf(copyOf(1, 4))],
	['as many, of another sum', [1, digestOfRecords([copyOf(1, 3)]) + 1]],
	['another count of the same sum', [2, digestOfRecords([copyOf(1, 3)])]]
])(
	'one of which the server has %s is doubted: what was sent of it goes up again, and of no other unit',
	async (_, digest) => {
		await hold(copyOf(1, 3));
		await store.transact('strict', (tx) =>
			tx.putSent({ id: 'mine', sentAtMs: 0, changes: [accepted('mine', UNIT), accepted('other', '15703')] })
		);

		expect(await check(digest)).toBe(true);
		expect([...store.disk.outbox.values()].map(({ id }) => id)).toEqual(['mine']);
		expect(checkedAt()).toEqual({ [UNIT]: NOW_MS });
	}
);

describe('it is counted once a day', () => {
	const doubtfulAt = (nowMs: number) => check([9, 9], { nowMs });

	test('at most', async () => {
		expect(await doubtfulAt(NOW_MS)).toBe(true);
		expect(await doubtfulAt(NOW_MS)).toBe(false);
		expect(await doubtfulAt(NOW_MS + DAY_MS - 1)).toBe(false);
		expect(await doubtfulAt(NOW_MS + DAY_MS)).toBe(true);
	});

	test('also when the clock has been set back since', async () => {
		await doubtfulAt(NOW_MS);

		expect(await doubtfulAt(NOW_MS - 1)).toBe(true);
	});

	test('each unit by itself', async () => {
		await store.transact('strict', (tx) => tx.putMeta('digestsCheckedAtMs', { '15703': NOW_MS }));

		expect(await doubtfulAt(NOW_MS)).toBe(true);
		expect(checkedAt()).toEqual({ '15703': NOW_MS, [UNIT]: NOW_MS });
	});
});

describe('what counts as the server’s', () => {
	test('is the copy under what is unsent, not what is shown', async () => {
		await hold(copyOf(1, 3, { registers: {} }), copyOf(2, 5));
		await store.transact('strict', (tx) => tx.putShadows([copyOf(1, 3)]));

		expect(await check(digestOf(copyOf(1, 3), copyOf(2, 5)))).toBe(false);
	});

	test('is nothing that is only here, or comes from the database before a restore', async () => {
		await hold(copyOf(1, 0), copyOf(2, 0, { generation: EARLIER_DATABASE }), copyOf(3, 5));

		expect(await check(digestOf(copyOf(3, 5)))).toBe(false);
	});

	test('is a row that could not be stored here, in place of the older copy of it', async () => {
		await hold(copyOf(1, 3), copyOf(2, 5));
		const row = copyOf(1, 7);
		const unstored = { kind: 'dossier', id: 'dossier:1', seq: 7, digest: recordDigest(row), app: 'test' };
		await store.transact('strict', (tx) => tx.putMeta('unstored', { [UNIT]: [unstored] }));

		expect(await check(digestOf(row, copyOf(2, 5)))).toBe(false);
		expect(addDigest(recordDigest(row), 0)).not.toBe(recordDigest(copyOf(1, 3)));
	});

	test('is what has just been read for something else', async () => {
		await hold(copyOf(1, 3));

		expect(await check(digestOf(copyOf(2, 5)), { copies: { plain: [copyOf(2, 5)], shadows: [] } })).toBe(false);
	});
});

describe('a count of an earlier moment than the copies says nothing, and is asked for another time', () => {
	test('when a copy is later than it', async () => {
		await hold(copyOf(1, 3), copyOf(2, 10));

		expect(await check([9, 9], { end: 9 })).toBe(false);
		expect(checkedAt()).toBeUndefined();
		expect(await check([9, 9], { end: 10 })).toBe(true);
	});

	test('when something of the unit is under way, and not of another one', async () => {
		const underWay = (...units: string[]) =>
			store.transact('strict', (tx) =>
				tx.putMeta(
					'underWay',
					units.map((unitId) => ({ batch: unitId, heads: { [unitId]: 4 } }))
				)
			);
		await underWay('15703', UNIT);
		expect(await check([9, 9])).toBe(false);
		expect(checkedAt()).toBeUndefined();

		await underWay('15703');
		expect(await check([9, 9])).toBe(true);
	});
});
