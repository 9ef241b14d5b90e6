import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { currentBuild } from '../../src/cli/build/build-folders.ts';
import { precachedFiles } from '../../src/cli/build/precached-files.ts';
import { Production } from '../support/production.ts';

/** `node tests/proofs/build-under-server.ts`, on what `npm run build` has built: builds anew while the server answers. */
const root = resolve(import.meta.dirname, '../..');

const MOST_VIOLATIONS = 10;

/** What a phone asks for, by its address. */
const addressesOf = async (build: string): Promise<string[]> =>
	(await precachedFiles(build)).map(({ url }) => url.slice(1));

async function askForAll(origin: string, addresses: readonly string[], violations: Set<string>): Promise<number> {
	for (const address of addresses) {
		// A server that has lost its files lets each request wait.
		if (violations.size >= MOST_VIOLATIONS) break;
		const answer = await fetch(`${origin}/${address}`, { signal: AbortSignal.timeout(10_000) }).catch(
			() => undefined
		);
		await answer?.arrayBuffer();
		if (!answer?.ok) violations.add(`/${address} was answered with ${answer?.status ?? 'nothing'}`);
	}
	return addresses.length;
}

async function prove(): Promise<{ asked: number; violations: Set<string> }> {
	const served = currentBuild(root);
	if (served === undefined) throw new Error('There is no build. Run "npm run build" first.');
	const addresses = await addressesOf(served);
	const violations = new Set<string>();
	let asked = 0;

	const production = await Production.start();
	try {
		const build = spawn('npm', ['run', 'build', '--silent'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
		let code: number | null | undefined;
		build.once('close', (ended) => (code = ended));
		while (code === undefined) asked += await askForAll(production.origin, addresses, violations);
		if (code !== 0) violations.add(`the build failed with ${code}`);
		asked += await askForAll(production.origin, addresses, violations);
		if (currentBuild(root) === served) violations.add('the new build is not the current one');

		await production.kill();
		await production.run();
		// Pages of the earlier build are still open, and ask for what bears its hashes.
		const hashed = addresses.filter((address) => address.startsWith('_app/immutable/'));
		asked += await askForAll(production.origin, hashed, violations);
	} finally {
		await production.stop();
	}
	return { asked, violations };
}

const { asked, violations } = await prove();
for (const violation of violations) console.log(`  ${violation}`);
console.log(`${asked} files asked for while a build was made and after it; ${violations.size} violations`);
process.exitCode = violations.size > 0 ? 1 : 0;
