import { dirname } from 'node:path';
import { installUnits } from '#lib/server/reference/install.ts';
import { openServer, type Server, type ServerConfig } from '#lib/server/server.ts';
import { makeTestLocation, type DatabaseKind } from './databases.ts';
import { PLACES } from './places.ts';

export const TEST_ORIGIN = 'http://localhost:4173';

export interface TestServer {
	readonly server: Server;
	/** As after a restart: the old one is closed, `server` is the new one. */
	reopen(changes?: Partial<ServerConfig>): Promise<Server>;
	drop(): Promise<void>;
}

/** A server with the places of `places.ts` and nobody in it. */
export async function openTestServer(kind: DatabaseKind, changes: Partial<ServerConfig> = {}): Promise<TestServer> {
	const { location, drop } = await makeTestLocation(kind);
	const config: ServerConfig = {
		dataDir: 'file' in location ? dirname(location.file) : '',
		databaseUrl: 'url' in location ? location.url : undefined,
		origin: TEST_ORIGIN,
		secret: 'a secret for tests, long enough to be one',
		...changes
	};
	let server = await openServer(config);
	await installUnits(server.database, PLACES);

	return {
		get server() {
			return server;
		},
		async reopen(again = {}) {
			await server.close();
			server = await openServer({ ...config, ...again });
			return server;
		},
		async drop() {
			await server.close();
			await drop();
		}
	};
}
