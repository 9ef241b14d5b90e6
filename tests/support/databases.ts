import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type DatabaseLocation, type ServerDatabase } from '#lib/server/database/database.ts';

/** Where faults are planted only SQLite is asked: its tests run many hundred times. */
export const DATABASES = process.env['MUTATED'] ? (['sqlite'] as const) : (['sqlite', 'postgres'] as const);

export type DatabaseKind = (typeof DATABASES)[number];

export interface EmptyDatabase {
	location: DatabaseLocation;
	/** Everything that is connected must have been closed before. */
	drop(): Promise<void>;
}

/** A place for a database that nobody has opened yet. */
export async function makeTestLocation(kind: DatabaseKind): Promise<EmptyDatabase> {
	if (kind === 'sqlite') {
		const folder = await mkdtemp(join(tmpdir(), 've-dich-test-'));

		return {
			location: { file: join(folder, 've-dich.db') },
			drop: () => rm(folder, { recursive: true, force: true })
		};
	}

	const name = `test_${randomBytes(6).toString('hex')}`;
	const url = new URL(inject('postgresUrl'));
	await runAsSuperuser(`create database ${name}`);
	url.pathname = `/${name}`;

	return {
		location: { url: url.href },
		drop: () => runAsSuperuser(`drop database ${name} with (force)`)
	};
}

/** A fresh database with all its tables; `drop` closes it and takes it away. */
export async function openTestDatabase(
	kind: DatabaseKind
): Promise<{ database: ServerDatabase; location: DatabaseLocation; drop(): Promise<void> }> {
	const { location, drop } = await makeTestLocation(kind);
	const database = await openDatabase(location);

	return {
		database,
		location,
		async drop() {
			await database.close();
			await drop();
		}
	};
}

async function runAsSuperuser(statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: inject('postgresUrl') });
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}
