import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type PostgresOrder = 'fast' | 'immediate' | 'freeze' | 'thaw';

export interface TestPostgres {
	/** Of the maintenance database, as superuser. */
	url: string;
	/** `fast` ends all transactions and closes in order; `immediate` is as if it crashed. Resolves when it answers again. */
	restart(how: 'fast' | 'immediate'): Promise<void>;
	/** All its processes stand still, its connections stay open. */
	freeze(): Promise<void>;
	thaw(): Promise<void>;
	stop(): Promise<void>;
}

/** A real PostgreSQL on a free port, its files in a folder that goes when it stops. It runs below a process of its own, so
 *  that nothing of its package touches this one; it stops with this one, however this one ends. */
export async function startPostgres(): Promise<TestPostgres> {
	const child = fork(fileURLToPath(new URL('postgres-process.ts', import.meta.url)), { execArgv: [] });
	const ended = once(child, 'exit');
	const [told] = (await Promise.race([
		once(child, 'message'),
		ended.then(() => [{ failed: 'its process ended' }])
	])) as [{ url: string } | { failed: string }];
	if ('failed' in told) throw new Error(`PostgreSQL did not start:\n${told.failed}`);

	const order = async (what: PostgresOrder): Promise<void> => {
		const done = once(child, 'message');
		child.send(what);
		const [told] = (await done) as [{ done: PostgresOrder } | { failed: string }];
		if ('failed' in told) throw new Error(told.failed);
	};

	return {
		url: told.url,
		restart: (how) => order(how),
		freeze: () => order('freeze'),
		thaw: () => order('thaw'),
		async stop() {
			child.disconnect();
			await ended;
		}
	};
}
