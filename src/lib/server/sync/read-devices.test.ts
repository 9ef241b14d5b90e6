import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Officer, Role } from '#lib/domain/access/role.ts';
import { installReference } from '../reference/install.ts';
import { openTestDatabase } from '../../../../tests/support/databases.ts';
import { hirePeople } from '../../../../tests/support/hire-people.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { readDevices } from './read-devices.ts';

const OFFICE: Officer = { id: 'van-phong', role: 'district_office', units: ['397'] };
const NOTHING = { changes: 0, photos: 0, oldest: null };
const SOME = { changes: 2, photos: 0, oldest: 7 };

let opened: Awaited<ReturnType<typeof openTestDatabase>>;
beforeAll(async () => {
	opened = await openTestDatabase('sqlite');
	await installReference(opened.database, REFERENCE);
	const person = (id: string, role: Role, units: string[]) => ({ id, name: id, post: '', role, units });
	await hirePeople(opened.database.write, [
		person('hoa', 'commune_officer', ['15697', '15700']),
		person('nam', 'commune_officer', ['15703']),
		person('van-phong', 'district_office', ['397']),
		person('chu-tich', 'leader', ['15697']),
		person('cap-huyen', 'commune_officer', ['397']),
		person('nghi', 'commune_officer', [])
	]);
});
beforeEach(() => opened.database.write.deleteFrom('device').execute());
afterAll(() => opened.drop());

/** A phone as it was last heard of, on that day of November. */
async function heard(id: string, personId: string, day: number, pending: object | null = NOTHING): Promise<void> {
	const at = `2018-11-${String(day).padStart(2, '0')}T02:00:00.000Z`;
	await opened.database.write
		.insertInto('device')
		.values({
			...{ id, person_id: personId, app: 'test', first_seen_at: at, last_seen_at: at, offset_ms: 0 },
			pending: pending && JSON.stringify(pending)
		})
		.execute();
}
const read = (officer = OFFICE) => readDevices(opened.database, officer);
const daysOf = async () => (await read()).map(({ personId, seenAt }) => [personId, Number(seenAt.slice(8, 10))]);

test('of each officer below the office is told the phone heard of last, with all of their communes', async () => {
	await heard('phone001', 'hoa', 3);
	await heard('phone002', 'hoa', 5, SOME);
	await heard('phone003', 'nam', 4);

	expect(await read()).toEqual([
		{ personId: 'hoa', units: ['15697', '15700'], seenAt: '2018-11-05T02:00:00.000Z', pending: SOME },
		{ personId: 'nam', units: ['15703'], seenAt: '2018-11-04T02:00:00.000Z', pending: NOTHING }
	]);
});

test('of the others those that have something to send, records or photos: four at most', async () => {
	await heard('phone001', 'hoa', 20);
	await heard('phone002', 'hoa', 19);
	await heard('phone003', 'hoa', 18, { ...NOTHING, photos: 1 });
	for (let day = 10; day < 15; day++) await heard(`phone1${day}`, 'hoa', day, SOME);

	expect((await daysOf()).map(([, day]) => day)).toEqual([20, 18, 14, 13, 12]);
});

test('nothing is told of phones that said nothing, of the office’s own, and of people without a commune or its work', async () => {
	await heard('phone001', 'hoa', 5, null);
	await heard('office01', 'van-phong', 5, SOME);
	await heard('phone002', 'nghi', 5, SOME);
	await heard('leader01', 'chu-tich', 5, SOME);
	await heard('phone003', 'cap-huyen', 5, SOME);

	expect(await read()).toEqual([]);
});

test('an officer is told of none, and a leader of elsewhere of none of this district', async () => {
	await heard('phone001', 'hoa', 5);

	expect(await read({ id: 'nam', role: 'commune_officer', units: ['15697'] })).toEqual([]);
	expect(await read({ id: 'xa', role: 'leader', units: ['elsewhere'] })).toEqual([]);
	expect(await read({ id: 'lanh-dao', role: 'leader', units: ['397'] })).toHaveLength(1);
});
