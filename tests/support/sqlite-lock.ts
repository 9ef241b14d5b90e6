import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Another program that holds the write lock of a SQLite file, such as a copy being made or an editor left open. */
export interface SqliteLock {
	/** Resolves when the lock is gone. */
	release(): Promise<void>;
}

export async function lockSqlite(file: string): Promise<SqliteLock> {
	const program = `
		import { DatabaseSync } from 'node:sqlite';
		const database = new DatabaseSync(${JSON.stringify(file)}, { timeout: 10_000 });
		database.exec('begin exclusive');
		console.log('locked');
		process.stdin.once('end', () => { database.exec('rollback'); database.close(); }).resume();`;
	const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
		stdio: ['pipe', 'pipe', 'inherit']
	});
	await once(child.stdout, 'data');

	return {
		async release() {
			const ended = once(child, 'exit');
			child.stdin.end();
			await ended;
		}
	};
}
