import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import type { PostgresOrder } from './postgres.ts';
import { loadPostgres } from './postgres-package.ts';

/**
 * A process that does nothing but keep a PostgreSQL running: it sends `{ url }`, or `{ failed }` with the reason, restarts or
 * freezes it when it is told to, and stops when the channel to its parent closes, so also when the parent was killed. It is a process of its own because the package
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

process.on('message', (order: PostgresOrder) => {
	obey(order).then(
		() => process.send!({ done: order }),
		(error: unknown) => process.send!({ failed: String(error) })
	);
});

async function obey(order: PostgresOrder): Promise<void> {
	if (order === 'freeze' || order === 'thaw') return signalAll(order === 'freeze' ? 'SIGSTOP' : 'SIGCONT');

	const postmaster = await postmasterPid();
	process.kill(postmaster, order === 'fast' ? 'SIGINT' : 'SIGQUIT');
	while (isRunning(postmaster)) await delay(20);
	await postgres.start();
}

/** Connections have processes of their own, below the one that was started. */
async function signalAll(signal: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
	const postmaster = await postmasterPid();
	const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
	const children = stdout
		.split('\n')
		.map((line) => line.trim().split(/\s+/).map(Number))
		.filter(([, parent]) => parent === postmaster)
		.map(([pid]) => pid!);
	for (const pid of [postmaster, ...children]) process.kill(pid, signal);
}

async function postmasterPid(): Promise<number> {
	return Number((await readFile(join(folder, 'data/postmaster.pid'), 'utf8')).split('\n', 1)[0]);
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

async function stop(): Promise<void> {
	await signalAll('SIGCONT').catch(() => undefined); // it may not have started
	await postgres.stop();
	await rm(folder, { recursive: true, force: true });
	process.exit(0);
}
