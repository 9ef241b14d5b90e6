import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startOurs, untilAnswers } from './our-server.ts';
import type { Entrant } from './stage.ts';

const PEERS = join(import.meta.dirname, 'peers');
const NODE = join(import.meta.dirname, '../../node_modules/.bin/node');

const OURS = { name: 'ours', entry: 'page/ours.ts', start: startOurs } satisfies Entrant;

/** Named on the command line (`--peers rxdb`, `--peers none`) or both. */
export function entrants(): Entrant[] {
	const wanted = (process.env['BENCH_PEERS'] ?? 'rxdb,pouchdb').split(',').filter((name) => name !== 'none');
	if (wanted.length > 0) installPeers();

	return [OURS, ...wanted.map(peer)];
}

/** Nobody else needs them, so they are not among the program's own packages. */
function installPeers(): void {
	if (existsSync(join(PEERS, 'node_modules/rxdb'))) return;
	execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: PEERS, stdio: 'inherit' });
}

const peer = (name: string): Entrant => ({
	name,
	entry: `peers/${name}-page.js`,
	async start(folder, _origin, port) {
		const data = join(folder, 'server');
		mkdirSync(data);
		const place = name === 'rxdb' ? join(data, 'rxdb.db') : data;
		const running = spawn(NODE, [join(PEERS, `${name}-server.js`), place, String(port)], {
			stdio: ['ignore', 'ignore', 'inherit']
		});
		await untilAnswers(`http://localhost:${port}/`);

		return {
			async stop() {
				if (running.exitCode !== null) return;
				const gone = once(running, 'exit');
				running.kill('SIGKILL');
				await gone;
			}
		};
	}
});
