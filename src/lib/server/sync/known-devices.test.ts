import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DatabaseUnavailable } from '../unavailable.ts';
import { openTestDatabase } from '../../../../tests/support/databases.ts';
import { hirePeople } from '../../../../tests/support/hire-people.ts';
import { databaseStore } from './database-store.ts';
import { foreignDevices, rememberDevice } from './known-devices.ts';
import type { DeviceSeen } from './server-store.ts';

const NOW_MS = Date.parse('2018-11-05T02:00:00Z');
const DAY_MS = 86_400_000;

let opened: Awaited<ReturnType<typeof openTestDatabase>>;
beforeEach(async () => {
	opened = await openTestDatabase('sqlite');
	const person = (id: string) => ({ id, name: id, post: '', role: 'commune_officer' as const, units: [] });
	await hirePeople(opened.database.write, [person('hoa'), person('nam')]);
});
afterEach(() => opened.drop());

const foreign = async (personId: string, ids: string[], seenAtMs = NOW_MS) => [
	...(await foreignDevices(opened.database, { personId, seenAtMs }, ids))
];
const rows = () => opened.database.read.selectFrom('device').selectAll().orderBy('id').execute();
const seen = (more: Partial<DeviceSeen> = {}): DeviceSeen => ({
	...{ id: 'phone001', personId: 'hoa', app: 'test', seenAtMs: NOW_MS, offsetMs: 40.4, ...more }
});
const remember = (more?: Partial<DeviceSeen>) => rememberDevice(opened.database, seen(more));

describe('a device belongs', () => {
	test('to whom it was first met with, also when the server has been started anew', async () => {
		expect(await foreign('hoa', ['phone001', 'phone001'])).toEqual([]);
		expect(await foreign('nam', ['phone001', 'phone002'])).toEqual(['phone001']);
		expect(await rows()).toMatchObject([
			{ id: 'phone001', person_id: 'hoa', app: '', first_seen_at: '2018-11-05T02:00:00.000Z', pending: null },
			{ id: 'phone002', person_id: 'nam' }
		]);
		// Another process on the same database knows nothing yet.
		const other = { ...opened.database };
		expect([...(await foreignDevices(other, { personId: 'nam', seenAtMs: NOW_MS }, ['phone001']))]).toEqual([
			'phone001'
		]);
	});

	test('is asked of the database once', async () => {
		await foreign('hoa', ['phone001']);
		await opened.database.write.deleteFrom('device').execute();

		expect(await foreign('nam', ['phone001'])).toEqual(['phone001']);
	});

	test('to whom the database says when an older copy of it was put back', async () => {
		await foreign('hoa', ['phone001']);
		await opened.database.write.deleteFrom('device').execute();
		const store = databaseStore(opened.database);
		await store.renewEpoch(await store.epoch());

		expect(await foreign('nam', ['phone001'])).toEqual([]);
		expect(await foreign('hoa', ['phone001'])).toEqual(['phone001']);
	});

	test('the server’s own to nobody', async () => {
		expect(await foreign('hoa', ['00server'])).toEqual(['00server']);
		expect(await rows()).toEqual([]);
	});

	test('to nobody when a person comes with more than three hundred new ones in a day', async () => {
		const ids = (from: number, count: number) =>
			Array.from({ length: count }, (_, index) => `d${String(from + index).padStart(7, '0')}`);
		expect(await foreign('hoa', ids(0, 299))).toEqual([]);
		expect(await foreign('hoa', ids(299, 2))).toEqual(ids(299, 2));
		expect(await foreign('hoa', ids(299, 1))).toEqual([]);
		expect(await foreign('hoa', ids(301, 1))).toEqual(ids(301, 1));
		expect(await foreign('nam', ids(301, 1))).toEqual([]);
		const anew = { ...opened.database };
		const later = { personId: 'hoa', seenAtMs: NOW_MS + DAY_MS };
		await foreignDevices(anew, later, ids(400, 299));
		const again = { ...opened.database };
		expect((await foreignDevices(again, later, [...ids(400, 1), ...ids(700, 1)])).size, 'one is known').toBe(0);
		await opened.database.write.deleteFrom('device').where('id', '>=', 'd0000400').execute();

		expect(await foreign('hoa', ids(302, 1), NOW_MS + DAY_MS - 1)).toEqual(ids(302, 1));
		expect(await foreign('hoa', ids(302, 1), NOW_MS + DAY_MS)).toEqual([]);
	});
});

describe('of a device is noted', () => {
	test('its program, when it was heard of, how far its clock is off, and what it has not sent', async () => {
		await remember({ pending: { changes: 2 } });

		expect(await rows()).toEqual([
			{
				...{ id: 'phone001', person_id: 'hoa', app: 'test', offset_ms: 40, pending: '{"changes":2}' },
				...{ first_seen_at: '2018-11-05T02:00:00.000Z', last_seen_at: '2018-11-05T02:00:00.000Z' }
			}
		]);
	});

	test('each of a person’s two', async () => {
		await remember();
		await remember({ id: 'phone002' });

		expect((await rows()).map(({ id, app }) => [id, app])).toEqual([
			['phone001', 'test'],
			['phone002', 'test']
		]);
	});

	test('nothing where it is one too many in a day', async () => {
		await foreign(
			'hoa',
			Array.from({ length: 300 }, (_, index) => `d${index}`)
		);
		await remember();

		expect((await rows()).map(({ id }) => id)).not.toContain('phone001');
	});

	test('what a pull said of what it has not sent stays when a push says nothing', async () => {
		await remember({ pending: { changes: 2 } });
		await remember({ app: 'next' });

		expect(await rows()).toMatchObject([{ app: 'next', pending: '{"changes":2}' }]);
	});

	test.each<[string, Partial<DeviceSeen>, boolean]>([
		['the same a moment later is not', { seenAtMs: NOW_MS + 59_999 }, false],
		['the same a minute later is', { seenAtMs: NOW_MS + 60_000 }, true],
		['a clock that is off by little more is not', { offsetMs: 1_040 }, false],
		['a clock that is off by a second more is', { offsetMs: 1_040.4 }, true],
		['a clock that is off by a second less is', { offsetMs: -1_000 }, true],
		['another program is', { app: 'next' }, true],
		['what it has not sent is', { seenAtMs: NOW_MS + 1, pending: { changes: 0 } }, true]
	])('%s', async (_, more, isWritten) => {
		await remember();
		await opened.database.write.updateTable('device').set({ app: 'as it was' }).execute();
		await remember(more);

		expect((await rows())[0]!.app !== 'as it was').toBe(isWritten);
	});

	test('nothing of one that is somebody else’s', async () => {
		await remember();
		await remember({ personId: 'nam', app: 'other', pending: { changes: 9 } });

		expect(await rows()).toMatchObject([{ person_id: 'hoa', app: 'test', pending: null }]);
	});

	test('nothing while the database is locked or away: a phone that only reads neither waits nor fails', async () => {
		const locked = { ...opened.database, isLocked: () => true };
		await rememberDevice(locked, seen());
		expect(await rows()).toEqual([]);

		const failing = (error: Error) => ({
			...opened.database,
			write: new Proxy(opened.database.write, {
				get: () => () => {
					throw error;
				}
			})
		});
		await rememberDevice(failing(new DatabaseUnavailable('away', new Error('gone'))), seen());
		await expect(rememberDevice(failing(new Error('a mistake of ours')), seen())).rejects.toThrow(
			'a mistake of ours'
		);
	});
});
