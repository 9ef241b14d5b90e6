import { execFile } from 'node:child_process';
import { describe, expect, test } from 'vitest';

const MODULES = {
	outlive: new URL('./outlive-broken-streams.ts', import.meta.url).href,
	log: new URL('./json-log.ts', import.meta.url).href
};

/** A process like the server's, in which something breaks. */
function run(what: string): Promise<{ code: unknown; lines: string[] }> {
	const program = `
		import { createReadStream } from 'node:fs';
		import { createServer } from 'node:net';
		import { outliveBrokenStreams } from '${MODULES.outlive}';
		import { createJsonLog } from '${MODULES.log}';
		outliveBrokenStreams(createJsonLog('info'));
		${what}`;

	return new Promise((resolve) =>
		execFile(process.execPath, ['--input-type=module', '--eval', program], (error, stdout) =>
			resolve({ code: error ? error.code : 0, lines: stdout.trim().split('\n') })
		)
	);
}

describe('the server', () => {
	test('outlives a file that is taken away under an answer, and tells of it', async () => {
		const { code, lines } = await run(`
			createReadStream('/nowhere/at-all.js');
			process.once('beforeExit', () => console.log('still here'));
		`);

		expect(lines).toEqual([expect.stringContaining('nobody was there to hear of it'), 'still here']);
		expect(JSON.parse(lines[0]!)).toMatchObject({ level: 50, err: { code: 'ENOENT' } });
		expect(code).toBe(0);
	});

	test('ends, and says why, after a mistake in the program', async () => {
		const { code, lines } = await run(`
			setImmediate(() => { throw new Error('out of order'); });
			setTimeout(() => console.log('still here'), 60_000);
		`);

		expect(lines).toEqual([expect.stringContaining('out of order')]);
		expect(code).toBe(1);
	});

	test('ends when its address cannot be had', async () => {
		const { code } = await run(`
			const first = createServer().listen(0, '127.0.0.1', () => createServer().listen(first.address().port, '127.0.0.1'));
		`);

		expect(code).toBe(1);
	});
});
