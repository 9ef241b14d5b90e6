import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import program from '../../package.json' with { type: 'json' };

/** Says that it is there, and what it is told. */
const STAND_IN = `
	process.once('SIGTERM', () => { console.log('told to stop'); process.exit(0); });
	setInterval(() => {}, 60_000);
	console.log('running');
`;

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 've-dich-start-'));
	await mkdir(join(folder, 'src/cli'), { recursive: true });
	for (const command of ['start', 'demo']) await writeFile(join(folder, `src/cli/${command}.ts`), STAND_IN);
	const { start, demo } = program.scripts;
	await writeFile(join(folder, 'package.json'), JSON.stringify({ scripts: { start, demo } }));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test.each(['start', 'demo'])('npm run %s hands on to the server that it is to stop', async (command) => {
	// A group of its own, so that a server that was told nothing ends with the test.
	const npm = spawn('npm', ['run', '--silent', command], {
		cwd: folder,
		detached: true,
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const said = text(npm.stdout);
	await once(npm.stdout, 'data');
	npm.kill('SIGTERM');
	await once(npm, 'exit');
	endGroup(npm.pid!);

	expect(await said).toBe('running\ntold to stop\n');
});

/** A server that was told nothing goes on, and keeps its end of the pipe open. */
function endGroup(pid: number): void {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}
