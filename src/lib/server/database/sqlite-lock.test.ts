import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../../../tests/support/databases.ts';
import { lockSqlite, type SqliteLock } from '../../../../tests/support/sqlite-lock.ts';
import type { ServerDatabase } from './database.ts';
import { DatabaseUnavailable } from '../unavailable.ts';

let database: ServerDatabase;
let drop: () => Promise<void>;
let lock: SqliteLock | undefined;

beforeEach(async () => {
	const opened = await openTestDatabase('sqlite');
	if (!('file' in opened.location)) throw new Error('SQLite has a file');
	({ database, drop } = opened);
	lock = await lockSqlite(opened.location.file);
});

afterEach(async () => {
	await lock?.release();
	await drop();
});

const insert = (db: ServerDatabase['write'], key: string) =>
	db.insertInto('meta').values({ key, value: key }).execute();

const readKeys = async () => {
	const rows = await database.read.selectFrom('meta').select('key').where('key', '!=', 'epoch').execute();
	return rows.map(({ key }) => key);
};

/** What the process can do in between, until the work is over. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
	let turns = 0;
	let isOver = false;
	const ended = work.catch(() => {}).finally(() => (isOver = true));
	while (!isOver) {
		turns += 1;
		await new Promise((resolve) => setImmediate(resolve));
	}
	await ended;
	return turns;
}

describe('while another program holds the lock of the SQLite file', () => {
	test('reads are answered and the process goes on, until writing is given up', async () => {
		const writing = database.transact((trx) => insert(trx, 'late'));
		writing.catch(() => {});
		// It has to meet the lock first.
		await turnsDuring(Promise.resolve());

		expect(await readKeys()).toEqual([]);
		expect(await turnsDuring(writing)).toBeGreaterThan(100);
		await expect(writing).rejects.toBeInstanceOf(DatabaseUnavailable);
		await expect(writing).rejects.toMatchObject({ why: 'busy' });
		expect(database.isLocked()).toBe(false);
	});

	test('writers say that they wait, and write what they had once it is released', async () => {
		const writing = Promise.all([
			database.transact((trx) => insert(trx, 'together')),
			insert(database.write, 'alone')
		]);
		while (!database.isLocked()) await new Promise((resolve) => setImmediate(resolve));
		await lock?.release();
		lock = undefined;
		await writing;

		expect(database.isLocked()).toBe(false);
		expect((await readKeys()).sort()).toEqual(['alone', 'together']);
	});

	test('whoever came meanwhile does not wait for it all over again', async () => {
		const given: string[] = [];
		const first = database.transact((trx) => insert(trx, 'first')).catch(() => given.push('first'));
		while (!database.isLocked()) await new Promise((resolve) => setImmediate(resolve));
		const others = [
			database.transact((trx) => insert(trx, 'second')).catch(() => given.push('second')),
			insert(database.write, 'third').catch(() => given.push('third'))
		];
		await first;
		// One turn for each to hear of it: none of them has begun a wait of its own.
		await turnsDuring(Promise.resolve());
		expect(database.isLocked()).toBe(false);
		await Promise.all(others);

		expect(given.sort()).toEqual(['first', 'second', 'third']);
	});
});
