import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { briefingRecords, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { DeviceDatabase } from '../store/device-database.ts';
import { IndexedDbStore } from '../store/indexed-db-store.ts';
import { FiguresKeeper, keepFigures, readFigures } from './kept-figures.ts';

const unitOf = (unitId: string) => REFERENCE.units.find(({ id }) => id === unitId)!;
const ground = { unit: unitOf('15697'), reference: REFERENCE, today: '2018-11-05', weeks: 8, app: '1' };
const other = { ...ground, unit: unitOf('15700') };

let db: DeviceDatabase;
let store: IndexedDbStore;
beforeEach(async () => {
	db = new DeviceDatabase('van-phong', { indexedDB: new IDBFactory(), IDBKeyRange });
	store = new IndexedDbStore(db);
	for (const records of briefingRecords().values()) {
		await store.transact('relaxed', (tx) => tx.putRecords(records.map((record) => ({ ...record, generation: 1 }))));
	}
});
afterEach(() => db.close());

test('figures are counted once, and the same when they are read again', async () => {
	const counted = await readFigures(db, ground);
	expect(counted.isKept).toBe(false);

	await keepFigures(db, ground);
	expect(await readFigures(db, ground)).toEqual({ figures: counted.figures, isKept: true });
});

test('a record written or deleted makes its commune count anew, and no other', async () => {
	const dossier = { ...recordOf('dossier', { state: { state: 'complete', on: '2018-11-05' } }), id: 'dossier:6' };
	const row = { ...dossier, unitId: '15697', generation: 1 };
	for (const work of [
		() => store.transact('strict', (tx) => tx.putRecords([row])),
		() =>
			store.transact('strict', (tx) =>
				tx.deleteRecords([{ unitId: '15697', kind: 'dossier', recordId: 'dossier:6' }])
			)
	]) {
		await keepFigures(db, ground);
		await keepFigures(db, other);
		await work();

		expect((await readFigures(db, ground)).isKept).toBe(false);
		expect((await readFigures(db, other)).isKept).toBe(true);
	}
});

test('a save that fails leaves the figures kept', async () => {
	await keepFigures(db, ground);
	const failing = store.transact('strict', async (tx) => {
		await tx.deleteRecords([{ unitId: '15697', kind: 'target', recordId: 'target' }]);
		throw new Error('the disk is full');
	});

	await expect(failing).rejects.toThrow('the disk is full');
	expect((await readFigures(db, ground)).isKept).toBe(true);
});

test.each([
	['another day', { today: '2018-11-06' }],
	['another reference', { reference: { ...REFERENCE, version: 'next' } }],
	['another version of the program', { app: '2' }],
	['another span of weeks', { weeks: 4 }]
])('%s makes them count anew', async (_name, change) => {
	await keepFigures(db, ground);

	expect((await readFigures(db, { ...ground, ...change })).isKept).toBe(false);
	expect((await readFigures(db, ground)).isKept).toBe(true);
});

test('the keeper keeps every commune it was told of', async () => {
	const keeper = new FiguresKeeper(db);
	keeper.keepLater(ground);
	keeper.keepLater(other);
	await keeper.keepNow();
	keeper.stop();

	expect((await readFigures(db, ground)).isKept).toBe(true);
	expect((await readFigures(db, other)).isKept).toBe(true);
});

test('kept figures are not written once more', async () => {
	await keepFigures(db, ground);
	const kept = (await db.figures.get('15697'))!;
	await db.figures.put({ ...kept, figures: { ...kept.figures, marker: true } as never });
	await keepFigures(db, ground);

	expect(await db.figures.get('15697')).toMatchObject({ figures: { marker: true } });
});

test('the keeper waits for the last news, and keeps nothing more of what it has kept or was stopped before', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	try {
		const keeper = new FiguresKeeper(db);
		const kept: number[] = [];
		keeper.keepNow = async () => void kept.push(Date.now());
		keeper.keepLater(ground);
		vi.advanceTimersByTime(1_500);
		keeper.keepLater(other);
		vi.advanceTimersByTime(1_999);
		expect(kept).toHaveLength(0);
		vi.advanceTimersByTime(1);
		expect(kept).toHaveLength(1);

		keeper.keepLater(ground);
		keeper.stop();
		vi.advanceTimersByTime(10_000);
		expect(kept).toHaveLength(1);
	} finally {
		vi.useRealTimers();
	}
});

test('what the keeper was told of before it was stopped, or has kept, it keeps no more', async () => {
	const keeper = new FiguresKeeper(db);
	keeper.keepLater(ground);
	keeper.stop();
	await keeper.keepNow();
	expect((await readFigures(db, ground)).isKept).toBe(false);

	keeper.keepLater(ground);
	await keeper.keepNow();
	await db.figures.clear();
	await keeper.keepNow();
	expect((await readFigures(db, ground)).isKept).toBe(false);
	keeper.stop();
});
