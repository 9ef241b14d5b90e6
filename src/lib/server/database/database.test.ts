import { sql } from 'kysely';
import { execFile } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { DATABASES, makeTestLocation, openTestDatabase } from '../../../../tests/support/databases.ts';
import { openDatabase, readEpoch, type DatabaseLocation, type ServerDatabase } from './database.ts';

const drops: (() => Promise<void>)[] = [];

afterEach(async () => {
	for (const drop of drops.splice(0)) await drop();
});

async function open(kind: (typeof DATABASES)[number]) {
	const opened = await openTestDatabase(kind);
	drops.push(opened.drop);

	return opened;
}

/** Prints the epoch, after having done what it was told. */
async function openInAnotherProgram(location: DatabaseLocation, then = ''): Promise<string> {
	const program = `
		import { openDatabase, readEpoch } from ${JSON.stringify(new URL('./database.ts', import.meta.url).href)};
		const database = await openDatabase(${JSON.stringify(location)});
		${then};
		console.log(await readEpoch(database));
		await database.close();`;
	const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);

	return stdout.trim();
}

const insertMeta = (db: ServerDatabase['write'], key: string) =>
	db.insertInto('meta').values({ key, value: key }).execute();

const readKeys = async (db: ServerDatabase['write']) => {
	const rows = await db.selectFrom('meta').select('key').where('key', '!=', 'epoch').orderBy('key').execute();

	return rows.map(({ key }) => key);
};

describe.each(DATABASES)('the database on %s', (kind) => {
	test('keeps its epoch and its rows when it is opened again', async () => {
		const { database, location } = await open(kind);
		await insertMeta(database.write, 'kept');
		const epoch = await readEpoch(database);

		const again = await openDatabase(location);
		drops.unshift(again.close);

		expect(epoch).toMatch(/^[0-9a-f-]{36}$/);
		expect(await readEpoch(again)).toBe(epoch);
		expect(await readKeys(again.read)).toEqual(['kept']);
	});

	test('is made once when two programs open it at the same time', async () => {
		const { location, drop } = await makeTestLocation(kind);
		drops.push(drop);

		const epochs = await Promise.all([openInAnotherProgram(location), openInAnotherProgram(location)]);

		expect(epochs[0]).toMatch(/^[0-9a-f-]{36}$/);
		expect(epochs[0]).toBe(epochs[1]);
	});

	test('takes rows of a command line beside the server', async () => {
		const { database, location } = await open(kind);
		await insertMeta(database.write, 'before');

		await openInAnotherProgram(
			location,
			"await database.write.deleteFrom('meta').where('key', '=', 'before').execute()"
		);

		expect(await readKeys(database.read)).toEqual([]);
	});

	test('gives counters as numbers', async () => {
		const { database } = await open(kind);
		await database.write
			.insertInto('unit')
			.values({
				id: '1',
				level: 'province',
				parent_id: null,
				type: 'tỉnh',
				name: 'A',
				code: '1',
				region: '',
				head: 7
			})
			.execute();

		const unit = await database.read.selectFrom('unit').select(['head', 'name']).executeTakeFirstOrThrow();

		expect(unit).toEqual({ head: 7, name: 'A' });
	});

	test('takes back what failed after a savepoint and keeps what came before', async () => {
		const { database } = await open(kind);

		await database.write.transaction().execute(async (trx) => {
			await insertMeta(trx, 'before');
			await sql`savepoint one`.execute(trx);
			await insertMeta(trx, 'undone');
			await expect(insertMeta(trx, 'before')).rejects.toThrow();
			await sql`rollback to savepoint one`.execute(trx);
			await insertMeta(trx, 'after');
		});
		const controlled = await database.write.startTransaction().execute();
		const inside = await controlled.savepoint('two').execute();
		await insertMeta(inside, 'undone too');
		await inside.rollbackToSavepoint('two').execute();
		await controlled.commit().execute();

		expect(await readKeys(database.read)).toEqual(['after', 'before']);
	});

	test('undoes a transaction that throws', async () => {
		const { database } = await open(kind);

		const failing = database.write.transaction().execute(async (trx) => {
			await insertMeta(trx, 'undone');
			throw new Error('the rule said no');
		});

		await expect(failing).rejects.toThrow('the rule said no');
		expect(await readKeys(database.read)).toEqual([]);
	});

	test('reads one snapshot while others write', async () => {
		const { database } = await open(kind);

		const seen = await database.read
			.transaction()
			.setIsolationLevel('repeatable read')
			.execute(async (trx) => {
				const before = await readKeys(trx);
				await insertMeta(database.write, 'meanwhile');

				return [before, await readKeys(trx)];
			});

		expect(seen).toEqual([[], []]);
		expect(await readKeys(database.read)).toEqual(['meanwhile']);
	});

	test('refuses a row whose unit it does not know', async () => {
		const { database } = await open(kind);

		const writing = database.write
			.insertInto('record')
			.values({ unit_id: 'nowhere', kind: 'check', id: 'a', seq: 1, registers: '{}', about: null })
			.execute();

		await expect(writing).rejects.toThrow(/foreign key/i);
	});

	test('lets many transactions wait for each other', async () => {
		const { database } = await open(kind);

		await Promise.all(
			Array.from({ length: 20 }, (_, i) =>
				database.write.transaction().execute(async (trx) => {
					await readKeys(trx);
					await insertMeta(trx, `key ${String(i).padStart(2, '0')}`);
				})
			)
		);

		expect(await readKeys(database.read)).toHaveLength(20);
	});
});

describe('the file of the database', () => {
	async function modeAfterOpening(file: string): Promise<number> {
		await (await openDatabase({ file })).close();
		return (await stat(file)).mode & 0o777;
	}

	test('is for nobody but who runs the server; a group that was let in stays so', async () => {
		const { location, drop } = await makeTestLocation('sqlite');
		drops.push(drop);
		if (!('file' in location)) throw new Error('SQLite has a file');
		expect(await modeAfterOpening(location.file)).toBe(0o600);

		await chmod(location.file, 0o644);
		expect(await modeAfterOpening(location.file)).toBe(0o640);
	});

	test('is not made where it must be there already', async () => {
		for (const kind of DATABASES) {
			const { location, drop } = await makeTestLocation(kind);
			drops.push(drop);
			await expect(openDatabase(location, { mustExist: true })).rejects.toMatchObject({ why: 'missing' });

			await (await openDatabase(location)).close();
			await (await openDatabase(location, { mustExist: true })).close();
		}
	});
});
