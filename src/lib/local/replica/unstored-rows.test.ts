import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import { addDigest, recordDigest } from '#lib/domain/changes/digest.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import { DeviceDatabase } from '../store/device-database.ts';
import type { DeviceTransaction } from '../store/device-store.ts';
import {
	countUnstored,
	forgetUnstored,
	isFaultOfValue,
	setRowAside,
	takeBack,
	unitsToTryAnew,
	unstoredShare
} from './unstored-rows.ts';

const UNIT = '15697';
const OTHER = '15703';

let store: MemoryStore;
beforeEach(async () => {
	store = new MemoryStore();
	const cursor = { perm: 'p', seq: 4, generation: 2, sweeping: false };
	await within((tx) => tx.putMeta('cursors', { [UNIT]: cursor, [OTHER]: cursor }));
});
const within = <T>(work: (tx: DeviceTransaction) => Promise<T>) => store.transact('strict', work);
const unstored = () =>
	store.disk.meta.get('unstored') as { [unitId: string]: { id: string; seq: number }[] } | undefined;
const ids = (unitId = UNIT) => unstored()?.[unitId]?.map(({ id }) => id);

const rowOf = (id: string, seq: number, { unitId = UNIT, kind = 'check' } = {}): SyncRecord => ({
	...{ unitId, kind, id, seq },
	registers: { note: { value: { text: id }, stamp: 's', change: `c${seq}`, by: 'hoa' } }
});
const setAside = (row: SyncRecord, app = 'one') => within((tx) => setRowAside(tx, row, { app, personId: 'can-bo' }));

test.each(['DataCloneError', 'DataError', 'RangeError', 'TypeError', 'InternalError'])(
	'%s is said of the very value that is to be stored',
	(name) => expect(isFaultOfValue(Object.assign(new Error('no'), { name }))).toBe(true)
);

test('a full disk, a lost connection and what is no error are not', () => {
	for (const name of ['QuotaExceededError', 'UnknownError', 'AbortError'])
		expect(isFaultOfValue(Object.assign(new Error('no'), { name }))).toBe(false);
	expect(isFaultOfValue({ name: 'DataError' })).toBe(false);
});

describe('a row that cannot be stored', () => {
	test('leaves what tells that it is missing, and the cursor passes it', async () => {
		const row = rowOf('a', 6);
		await setAside(row);

		expect(unstored()).toEqual({
			[UNIT]: [{ kind: 'check', id: 'a', seq: 6, digest: recordDigest(row), app: 'one' }]
		});
		expect(store.disk.meta.get('cursors')).toMatchObject({
			[UNIT]: { seq: 6, generation: 2 },
			[OTHER]: { seq: 4 }
		});
		expect(store.disk.records.size).toBe(0);
	});

	test('leads no cursor back', async () => {
		await setAside(rowOf('a', 3));

		expect(store.disk.meta.get('cursors')).toMatchObject({ [UNIT]: { seq: 4 } });
	});

	test('keeps the older copy, as of the snapshot that brought it', async () => {
		await within((tx) => tx.putRecords([{ ...rowOf('a', 3), generation: 1 }]));
		await setAside(rowOf('a', 6));

		expect([...store.disk.records.values()]).toMatchObject([
			{ seq: 6, generation: 2, registers: { note: { change: 'c3' } } }
		]);
	});

	test('is missing once, as it was last, beside the others', async () => {
		await setAside(rowOf('a', 5));
		await setAside(rowOf('a', 5, { kind: 'visit' }));
		await setAside(rowOf('a', 6, { unitId: OTHER }));
		await setAside(rowOf('a', 7));

		expect(unstored()![UNIT]!.map(({ seq }) => seq)).toEqual([5, 7]);
		expect(ids(OTHER)).toEqual(['a']);
	});

	test('of a commune that this device no longer asks for is nobody’s', async () => {
		await setAside(rowOf('a', 5, { unitId: '15700' }));

		expect(unstored()).toBeUndefined();
	});
});

describe('it is missing no more', () => {
	beforeEach(async () => {
		await setAside(rowOf('a', 5));
		await setAside(rowOf('b', 6));
		await setAside(rowOf('a', 5, { unitId: OTHER }));
	});

	test('when it has been written anew and could be stored', async () => {
		await within((tx) => takeBack(tx, [rowOf('a', 9), rowOf('c', 10)]));
		expect([ids(), ids(OTHER)]).toEqual([['b'], ['a']]);

		await within((tx) => takeBack(tx, [rowOf('b', 9)]));
		expect(unstored()).not.toHaveProperty(UNIT);
	});

	test('when a snapshot of its commune begins', async () => {
		await within((tx) => forgetUnstored(tx, UNIT));

		expect([ids(), ids(OTHER)]).toEqual([undefined, ['a']]);
	});

	test('and nothing is written where nothing was', async () => {
		const quiet = (work: (tx: DeviceTransaction) => Promise<void>) =>
			within((tx) => {
				tx.putMeta = () => Promise.reject(new Error('nothing is to be written'));
				return work(tx);
			});
		await quiet((tx) => takeBack(tx, [rowOf('c', 9)]));
		await quiet((tx) => forgetUnstored(tx, '15700'));
		store = new MemoryStore();
		await quiet((tx) => takeBack(tx, [rowOf('a', 9)]));
		await quiet((tx) => forgetUnstored(tx, UNIT));
		expect(unstored()).toBeUndefined();
	});
});

test('another version of the program tries anew, where any of a commune’s rows was another’s', async () => {
	expect(await within((tx) => unitsToTryAnew(tx, 'two'))).toEqual([]);
	await setAside(rowOf('a', 5), 'two');
	await setAside(rowOf('b', 6), 'one');
	await setAside(rowOf('a', 5, { unitId: OTHER }), 'two');

	expect(await within((tx) => unitsToTryAnew(tx, 'two'))).toEqual([UNIT]);
	expect(await within((tx) => unitsToTryAnew(tx, 'three'))).toEqual([UNIT, OTHER]);
});

test('their share of the commune’s digest is told, and which they are', async () => {
	const [a, b] = [rowOf('a', 5), rowOf('b', 6)];
	const empty = await within((tx) => unstoredShare(tx, UNIT));
	expect([empty.count, empty.sum, empty.has(a)]).toEqual([0, 0, false]);
	for (const row of [a, b]) await setAside(row);

	const share = await within((tx) => unstoredShare(tx, UNIT));
	expect([share.count, share.sum]).toEqual([2, addDigest(recordDigest(a), recordDigest(b))]);
	expect([a, b, rowOf('a', 5, { kind: 'visit' })].map(share.has)).toEqual([true, true, false]);
});

test('the screens are told how many there are, in all communes', async () => {
	const db = new DeviceDatabase('unstored-rows', { indexedDB: new IDBFactory(), IDBKeyRange });
	expect(await countUnstored(db)).toBe(0);
	const row = { kind: 'check', id: 'a', seq: 1, digest: 1, app: 'one' };
	await db.meta.put({ key: 'unstored', value: { [UNIT]: [row, row], [OTHER]: [row] } });

	expect(await countUnstored(db)).toBe(3);
});
