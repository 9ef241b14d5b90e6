import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { loadPostgres } from './postgres-package.ts';

export interface TestPostgres {
	/** Of the maintenance database, as superuser. */
	url: string;
	stop(): Promise<void>;
}

/** A real PostgreSQL on a free port, its files in a folder that goes when it stops. */
export async function startPostgres(): Promise<TestPostgres> {
	const folder = await mkdtemp(join(tmpdir(), 've-dich-postgres-'));
	await chmod(folder, 0o755);
	const port = await freePort();
	const spoken: string[] = [];
	const EmbeddedPostgres = await loadPostgres(folder);
	const postgres = new EmbeddedPostgres({
		databaseDir: join(folder, 'data'),
		port,
		user: 'postgres',
		password: 'postgres',
		persistent: false,
		// PostgreSQL refuses to run as root, which is who runs tests in a container.
		createPostgresUser: process.getuid?.() === 0,
		initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
		// Tests kill no power: what is written need not reach the disk.
		postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200', '-c', 'listen_addresses=127.0.0.1'],
		onLog: (line) => spoken.push(String(line)),
		onError: (line) => spoken.push(String(line))
	});
	try {
		await postgres.initialise();
		await postgres.start();
	} catch (error) {
		throw new Error(`PostgreSQL did not start:\n${spoken.join('')}`, { cause: error });
	}

	return {
		url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
		async stop() {
			await postgres.stop();
			await rm(folder, { recursive: true, force: true });
		}
	};
}
