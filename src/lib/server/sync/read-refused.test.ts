import { afterAll, beforeAll, expect, test } from 'vitest';
import { hirePeople } from '../../../../tests/support/hire-people.ts';
import { openTestDatabase } from '../../../../tests/support/databases.ts';
import { nextId } from '../../../../tests/support/records.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { installReference } from '../reference/install.ts';
import { databaseStore } from './database-store.ts';
import { readRefused } from './read-refused.ts';
import type { LoggedChange } from './unit-log.ts';

const UNIT = '15697';
const KEY = { v: 1, unitId: UNIT, kind: 'check', recordId: 'a' };
const STAMP = '0jo3f0000000.phone001';

let opened: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
	opened = await openTestDatabase('sqlite');
	await installReference(opened.database, REFERENCE);
	const hoa = { id: 'hoa', name: 'Lê Thị Hoa', post: '', role: 'commune_officer' as const, units: [UNIT] };
	await hirePeople(opened.database.write, [hoa]);
	await log(1, 'hoa', { r: 'ok', seq: 1, stamp: STAMP, was: 0 });
	await log(2, 'hoa', { r: 'refused', code: 'locked', message: 'verified on 05/11' }, ['measurement', 'place']);
	await log(3, 'left-long-ago', { r: 'refused', code: 'invalid', message: 'no such criterion' });
});
afterAll(() => opened.drop());

/** On that day of November. */
async function log(day: number, personId: string, receipt: object, registers: string[] = ['subject']): Promise<void> {
	const id = nextId();
	const set = Object.fromEntries(registers.map((register) => [register, { value: {}, prev: null }]));
	const change = { id, ...KEY, set, hlc: STAMP, device: 'phone001', n: day };
	const stamp = day === 1 ? STAMP : null;
	const logged = { change, personId, stamp, receipt: { id, ...receipt } } as LoggedChange;
	const received = { at: `2018-11-0${day}T02:00:00.000Z`, offsetMs: 0 };
	await databaseStore(opened.database).inUnit(UNIT, received, (unit) =>
		unit.attempt([], async (log) => log.append(logged))
	);
}

test('what was refused is listed, the latest first: when, whose, what, and why', async () => {
	expect(await readRefused(opened.database.read)).toEqual([
		{
			...{ at: '2018-11-03T02:00:00.000Z', by: '–', unit: UNIT, what: 'check subject' },
			...{ code: 'invalid', message: 'no such criterion' }
		},
		{
			...{ at: '2018-11-02T02:00:00.000Z', by: 'Lê Thị Hoa', unit: UNIT, what: 'check measurement, place' },
			...{ code: 'locked', message: 'verified on 05/11' }
		}
	]);
});

test('no more than asked for', async () => {
	expect(await readRefused(opened.database.read, 1)).toMatchObject([{ code: 'invalid' }]);
});
