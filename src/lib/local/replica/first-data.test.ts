import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DeviceDatabase } from '../store/device-database.ts';
import type { Cursor } from '../store/device-store.ts';
import { afterFirstData, hasFirstData, withFirstData } from './first-data.ts';

const db = new DeviceDatabase('first-data', { indexedDB: new IDBFactory(), IDBKeyRange });
const cursorOf = (generation: number, sweeping: boolean): Cursor => ({ perm: 'p', seq: 3, generation, sweeping });
const keep = (cursors: { [unitId: string]: Cursor }) => db.meta.put({ key: 'cursors', value: cursors });
afterEach(() => db.meta.clear());

test('before the server has answered once nothing is known', async () => {
	expect(await hasFirstData(db, ['15697'])).toBe(false);
});

test('while the first snapshot of one commune is still coming, the district is not known', async () => {
	await keep({ '15697': cursorOf(1, false), '15703': cursorOf(1, true) });
	expect(await hasFirstData(db, ['15697', '15703'])).toBe(false);
	expect(await hasFirstData(db, ['15697'])).toBe(true);
});

test('a first snapshot that was broken off and begun anew has not come down either', async () => {
	await keep({ '15697': { ...cursorOf(2, true), whole: false } });
	expect(await hasFirstData(db, ['15697'])).toBe(false);
	await keep({ '15697': { ...cursorOf(3, true), whole: true } });
	expect(await hasFirstData(db, ['15697'])).toBe(true);
});

test('a later snapshot does not make the data unknown again', async () => {
	await keep({ '15697': cursorOf(2, true) });
	expect(await hasFirstData(db, ['15697'])).toBe(true);
});

describe('what is counted', () => {
	const query = () => Promise.resolve('counted');

	test('is told only once all of it has come', async () => {
		await keep({ '15697': cursorOf(1, false), '15703': cursorOf(1, true) });
		const counted = afterFirstData(db, ['15697', '15703'], query);
		expect(await counted()).toBeNull();

		await keep({ '15697': cursorOf(1, false), '15703': cursorOf(1, false) });
		expect(await counted()).toBe('counted');
	});

	test('is read after it was asked whether all has come, never before', async () => {
		await keep({ '15697': cursorOf(1, true) });
		const inTheMeantime = async () => {
			await keep({ '15697': cursorOf(1, false) });
			return 'a part';
		};

		expect(await withFirstData(db, ['15697'], inTheMeantime)()).toEqual({ isWhole: false, found: 'a part' });
	});

	test('of one unit is not read anew with the news of another', async () => {
		await keep({ '15697': cursorOf(1, false) });
		const counted = afterFirstData(db, ['15697'], () => db.meta.get('clock'));
		await counted();
		const asked = vi.spyOn(db.meta, 'get');
		await counted();

		expect(asked.mock.calls).toEqual([['clock']]);
		asked.mockRestore();
	});
});
