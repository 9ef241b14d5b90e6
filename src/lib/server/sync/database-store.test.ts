import { CompiledQuery } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatReading } from '#lib/domain/changes/clock.ts';
import { openTestDatabase } from '../../../../tests/support/databases.ts';
import { hirePeople } from '../../../../tests/support/hire-people.ts';
import { nextId } from '../../../../tests/support/records.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { installReference } from '../reference/install.ts';
import { DatabaseUnavailable } from '../unavailable.ts';
import { acceptPush } from './accept-push.ts';
import { databaseStore, selectReceipts } from './database-store.ts';
import { Seal } from './seal.ts';
import type { LoggedChange } from './unit-log.ts';

const MINH_CHAU = '15697';
const RECEIVED = { at: '2018-11-05T02:00:00.000Z', offsetMs: 0 };

let opened: Awaited<ReturnType<typeof openTestDatabase>>;
beforeEach(async () => {
	opened = await openTestDatabase('sqlite');
});
afterEach(() => opened.drop());

test('first receipts are looked up by the ids of the changes, however long the log is', async () => {
	const { read } = opened.database;
	const { sql, parameters } = selectReceipts(read, 'can-bo', ['a', 'b']).compile();
	const plan = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
	const { rows } = await read.executeQuery<{ detail: string }>(plan);

	expect(rows.map(({ detail }) => detail)).toEqual([expect.stringMatching(/^SEARCH change USING INDEX change_id/)]);
});

test.each([
	['on SQLite they share a commit', 'sqlite', ['first', 'second', 'first ends']],
	['on PostgreSQL one push does not take several connections', 'postgres', ['first', 'first ends', 'second']]
] as const)('works on several units: %s', async (_, kind, order) => {
	const told: string[] = [];
	await databaseStore({ ...opened.database, kind }).together([
		async () => {
			told.push('first');
			await new Promise((resolve) => setTimeout(resolve, 5));
			told.push('first ends');
		},
		async () => void told.push('second')
	]);

	expect(told).toEqual(order);
});

test('a database without a reference names none', async () => {
	expect(await databaseStore(opened.database).inSnapshot(async ({ reference }) => reference)).toBe('');
});

test('of an attempt that fails when half of it is stored nothing stays', async () => {
	await installReference(opened.database, REFERENCE);
	const key = { unitId: MINH_CHAU, kind: 'dossier', recordId: 'dossier:6' };
	const change = { ...{ id: nextId(), v: 1, ...key, set: {} }, hlc: 'h', device: 'phone001', n: 1 };
	const receipt = { id: change.id, r: 'ok', seq: 1, stamp: 's', was: 0 } as const;
	const logged = { change, personId: 'can-bo', stamp: 's', receipt } as unknown as LoggedChange;
	await databaseStore(opened.database).inUnit(MINH_CHAU, RECEIVED, async (unit) => {
		const broken = { unitId: MINH_CHAU, kind: 'dossier', id: 'dossier:6', seq: null as never, registers: {} };
		const attempt = unit.attempt([change], async (log) => log.append(logged, broken));
		await expect(attempt).rejects.toThrow('NOT NULL');
		expect(unit.head()).toBe(0);
	});

	expect(await databaseStore(opened.database).changeAt(MINH_CHAU, 1)).toBeUndefined();
});

test('of a database that has gone in the middle of an attempt that is told, not what cannot be done without it', async () => {
	await installReference(opened.database, REFERENCE);
	const gone = new DatabaseUnavailable('away', new Error('terminating connection'));
	const asked: string[] = [];
	const store = databaseStore({
		...opened.database,
		transact: (work) =>
			opened.database.transact((trx) => {
				const execute = trx.executeQuery.bind(trx) as (query: CompiledQuery) => Promise<never>;
				return work(
					Object.assign(trx, {
						executeQuery: (query: CompiledQuery) => (asked.push(query.sql), execute(query))
					})
				);
			})
	});

	await expect(
		store.inUnit(MINH_CHAU, RECEIVED, (unit) => unit.attempt([], () => Promise.reject(gone)))
	).rejects.toBe(gone);
	expect(asked).toEqual(['savepoint attempt_1']);
});

test('a push is taken on a database', async () => {
	await installReference(opened.database, REFERENCE);
	await hirePeople(opened.database.write, REFERENCE.people);
	const officer = { id: 'can-bo-xa', role: 'commune_officer' as const, units: [MINH_CHAU] };
	const nowMs = Date.parse(RECEIVED.at);
	const change = {
		...{ id: nextId(), v: 1, unitId: MINH_CHAU, kind: 'dossier', recordId: 'dossier:6' },
		set: { state: { value: { state: 'complete' }, prev: null } },
		...{ hlc: formatReading({ ms: nowMs, counter: 1, device: 'phone001' }), device: 'phone001', n: 1 }
	};
	const context = { database: opened.database, seal: new Seal('a secret of this test only'), now: () => nowMs };
	const request = { protocol: 1, person: officer.id, device: 'phone001', epoch: null, now: nowMs, changes: [change] };

	expect(await acceptPush(context, officer, request)).toMatchObject({
		value: { now: nowMs, receipts: [{ r: 'ok', seq: 1 }] }
	});
});
