import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { loadPostgres } from './postgres-package.ts';

/**
 * A process that does nothing but keep a PostgreSQL running: it sends `{ url }`, or `{ failed }` with the reason, and stops
 * when the channel to its parent closes, so also when the parent was killed. It is a process of its own because the package
 * ends the process it is loaded in with code 0, whatever `process.exitCode` says.
 */
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

// Ctrl-C reaches every process of the terminal; this one outlives its parent, which may still be using the database.
process.on('SIGINT', () => undefined);
process.once('disconnect', () => void stop());

try {
	await postgres.initialise();
	await postgres.start();
	process.send!({ url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres` });
} catch (error) {
	process.send!({ failed: `${String(error)}\n${spoken.join('')}` });
	await stop();
}

async function stop(): Promise<void> {
	await postgres.stop();
	await rm(folder, { recursive: true, force: true });
	process.exit(0);
}
