import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type DatabaseLocation } from '#lib/server/database/database.ts';
import { startPostgres } from '../support/postgres.ts';
import { INDEXED_DB, MEMORY, onDatabase, type StoreName, type Stores } from './stores.ts';

interface Opened {
	stores: Stores;
	close(): Promise<void>;
}

/** Outside the test runner, with a PostgreSQL of its own where one is needed. */
export async function openStores(name: StoreName): Promise<Opened> {
	if (name === 'memory') return { stores: MEMORY, close: async () => undefined };
	if (name === 'indexeddb') return { stores: INDEXED_DB, close: async () => undefined };
	if (name === 'sqlite') {
		const folder = await mkdtemp(join(tmpdir(), 've-dich-simulation-'));
		return open({ file: join(folder, 've-dich.db') }, () => rm(folder, { recursive: true, force: true }));
	}
	const postgres = await startPostgres();
	return open({ url: postgres.url }, () => postgres.stop());
}

async function open(location: DatabaseLocation, end: () => Promise<void>): Promise<Opened> {
	const database = await openDatabase(location);

	return {
		stores: await onDatabase(database),
		async close() {
			await database.close();
			await end();
		}
	};
}
