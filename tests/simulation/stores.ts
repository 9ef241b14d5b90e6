import type { ServerDatabase } from '#lib/server/database/database.ts';
import { openIndexedDbDisk, openMemoryDisk, type DeviceDisk } from './device-disks.ts';
import { SimulatedDatabaseServer, SimulatedMemoryServer, type SimulatedServer } from './simulated-servers.ts';

export const STORE_NAMES = ['memory', 'indexeddb', 'sqlite', 'postgres'] as const;

export type StoreName = (typeof STORE_NAMES)[number];

/** What devices and server of a history stand on. */
export interface Stores {
	openDisk(): DeviceDisk;
	openServer(now: () => number): Promise<SimulatedServer>;
}

export const MEMORY: Stores = {
	openDisk: openMemoryDisk,
	openServer: async (now) => new SimulatedMemoryServer(now)
};

export const INDEXED_DB: Stores = { ...MEMORY, openDisk: openIndexedDbDisk };

/** Histories on it are told one after the other: each begins with an empty database. */
export async function onDatabase(database: ServerDatabase): Promise<Stores> {
	await SimulatedDatabaseServer.install(database);

	return { ...MEMORY, openServer: () => SimulatedDatabaseServer.openEmpty(database) };
}
