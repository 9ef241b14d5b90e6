import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { GroupCommit } from './group-commit.ts';
import { migrations } from './migrations.ts';
import { LIMITS, openPostgresPool } from './postgres-pool.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { DatabaseUnusable } from './unusable.ts';

export interface ServerDatabase {
	kind: 'sqlite' | 'postgres';
	/** On SQLite one connection: a transaction here keeps every other writer waiting, so it must end soon. */
	write: Kysely<Schema>;
	/** On SQLite refuses to write, and never waits for writers. On PostgreSQL the same as `write`. */
	read: Kysely<Schema>;
	/** One transaction; on SQLite works that wait at the same time share one, each behind a savepoint. Resolves after the commit is
	 *  on disk. */
	transact<T>(work: (trx: Kysely<Schema>) => Promise<T>): Promise<T>;
	/** Whether somebody else's lock keeps writers waiting right now; what only notes something had better not queue then. */
	isLocked(): boolean;
	/** On the disk it writes to; undefined where nobody can say. */
	freeBytes(): Promise<number | undefined>;
	close(): Promise<void>;
}

export type DatabaseLocation = { file: string } | { url: string };

/** Opens the database, making or bringing up to date what is missing. `mustExist`: not where there is none yet, since a wrong
 *  setting would make another one. */
export async function openDatabase(location: DatabaseLocation, { mustExist = false } = {}): Promise<ServerDatabase> {
	if (mustExist) await refuseMissing(location);
	const database = 'url' in location ? await openPostgres(location.url) : await openSqlite(location.file);
	try {
		await ensureEpoch(database.write);
	} catch (error) {
		await database.close();
		throw error;
	}

	return database;
}

/** A random id made with the database; another one tells devices that this is not the database they knew. */
export async function readEpoch(database: ServerDatabase): Promise<string> {
	const row = await database.read
		.selectFrom('meta')
		.select('value')
		.where('key', '=', 'epoch')
		.executeTakeFirstOrThrow();

	return row.value;
}

/** To be called when an older copy was put back. With `from`, only if it has that epoch still: of several servers on one database
 *  that notice it at once, one renews it. */
export async function renewEpoch({ write }: ServerDatabase, from?: string): Promise<void> {
	const renewal = write.updateTable('meta').set({ value: randomUUID() }).where('key', '=', 'epoch');
	await (from === undefined ? renewal : renewal.where('value', '=', from)).execute();
}

async function openSqlite(file: string): Promise<ServerDatabase> {
	await mkdir(dirname(file), { recursive: true, mode: 0o700 });
	await keepPrivate(file);
	let isLocked = false;
	const onlocked = (isSo: boolean) => (isLocked = isSo);
	const write = new Kysely<Schema>({ dialect: sqliteDialect({ file, access: 'write', onlocked }) });
	const read = new Kysely<Schema>({ dialect: sqliteDialect({ file, access: 'read' }) });
	const group = new GroupCommit(write);
	try {
		await migrate(write);
	} catch (error) {
		await write.destroy();
		throw error;
	}

	return {
		kind: 'sqlite',
		write,
		read,
		transact: (work) => group.run(work),
		isLocked: () => isLocked,
		async freeBytes() {
			const { bavail, bsize } = await statfs(dirname(file));
			return bavail * bsize;
		},
		async close() {
			// The last connection to close folds the log into the file, and a reading one could not.
			await read.destroy();
			await write.destroy();
		}
	};
}

async function openPostgres(url: string): Promise<ServerDatabase> {
	const migrating = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: openPostgresPool(url) }) });
	try {
		await migrate(migrating);
	} finally {
		await migrating.destroy();
	}
	const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: openPostgresPool(url, LIMITS) }) });

	return {
		kind: 'postgres',
		write: kysely,
		read: kysely,
		transact: (work) => kysely.transaction().execute(work),
		isLocked: () => false,
		freeBytes: async () => undefined,
		close: () => kysely.destroy()
	};
}

async function migrate(db: Kysely<Schema>): Promise<void> {
	const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
	const { error } = await migrator.migrateToLatest();
	if (error === undefined) return;

	const later = (await executedMigrations(db).catch(() => [])).filter((name) => !(name in migrations));
	if (later.length > 0) throw new DatabaseUnusable('later', later.join(', '), error);
	throw new Error('the database could not be brought up to date', { cause: error });
}

async function executedMigrations(db: Kysely<Schema>): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);

	return rows.map(({ name }) => name);
}

async function refuseMissing(location: DatabaseLocation): Promise<void> {
	if ('file' in location) {
		if (!existsSync(location.file)) throw new DatabaseUnusable('missing', location.file);
		return;
	}

	const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: openPostgresPool(location.url, LIMITS) }) });
	try {
		const { rows } = await sql<{ at: string | null }>`select to_regclass('kysely_migration') as at`.execute(db);
		if (rows[0]?.at == null) throw new DatabaseUnusable('missing', 'PostgreSQL');
	} finally {
		await db.destroy();
	}
}

/** It holds what people wrote and how they sign in. Who was let in by the group of the file stays so. */
async function keepPrivate(file: string): Promise<void> {
	const handle = await open(file, 'a', 0o600);
	try {
		const { mode } = await handle.stat();
		if ((mode & FOR_OTHERS) !== 0) await handle.chmod(mode & 0o777 & ~FOR_OTHERS);
	} finally {
		await handle.close();
	}
}

const FOR_OTHERS = 0o007;

async function ensureEpoch(db: Kysely<Schema>): Promise<void> {
	await db
		.insertInto('meta')
		.values({ key: 'epoch', value: randomUUID() })
		.onConflict((conflict) => conflict.column('key').doNothing())
		.execute();
}
