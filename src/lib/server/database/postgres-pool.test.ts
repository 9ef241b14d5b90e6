import { Kysely, PostgresDialect, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../../../../tests/support/postgres.ts';
import { LIMITS, openPostgresPool } from './postgres-pool.ts';
import { DatabaseUnavailable } from '../unavailable.ts';

/** Its own: the one that all tests share must not be restarted. */
let postgres: TestPostgres;
let db: Kysely<unknown>;

beforeAll(async () => {
	postgres = await startPostgres();
});
afterAll(() => postgres.stop());

beforeEach(() => {
	const pool = openPostgresPool(postgres.url, { ...LIMITS, connectMs: 6_000, statementMs: 2_000, answerMs: 4_000 });
	db = new Kysely({ dialect: new PostgresDialect({ pool }) });
});
afterEach(() => db.destroy());

const ask = (on: Kysely<unknown> = db) => sql<{ one: number }>`select 1 as one`.execute(on);

const away = expect.objectContaining({ name: 'DatabaseUnavailable', why: 'away' }) as unknown;

describe('a connection to PostgreSQL', () => {
	test.each(['fast', 'immediate'] as const)(
		'that breaks between two statements of a transaction, by a restart (%s), ends the transaction and nothing else',
		async (how) => {
			const transaction = db.transaction().execute(async (trx) => {
				await ask(trx);
				await postgres.restart(how);
				await ask(trx);
			});

			await expect(transaction).rejects.toEqual(away);
			expect((await ask()).rows).toEqual([{ one: 1 }]);
		}
	);

	test('that breaks while it is idle is replaced', async () => {
		await Promise.all([ask(), ask(), ask()]);
		await postgres.restart('immediate');

		// Each of the idle ones may be met once.
		for (let tries = 0; tries < 3; tries++) await ask().catch((error: unknown) => expect(error).toEqual(away));
		expect((await ask()).rows).toEqual([{ one: 1 }]);
	});

	test('gets an answer in time from a PostgreSQL that stands still, and works again after it', async () => {
		await ask();
		await postgres.freeze();
		try {
			await expect(ask()).rejects.toBeInstanceOf(DatabaseUnavailable);
			await expect(db.transaction().execute(ask)).rejects.toEqual(away);
		} finally {
			await postgres.thaw();
		}
		expect((await ask()).rows).toEqual([{ one: 1 }]);
	});

	test('does not wait for ever for what others hold', async () => {
		await expect(sql`select pg_sleep(60)`.execute(db)).rejects.toMatchObject({ why: 'busy' });
		expect((await ask()).rows).toEqual([{ one: 1 }]);
	});

	test('tells a mistake in a statement as what it is', async () => {
		await expect(sql`select nothing from nowhere`.execute(db)).rejects.not.toBeInstanceOf(DatabaseUnavailable);
	});
});
