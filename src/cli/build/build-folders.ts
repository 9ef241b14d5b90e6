import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Each build has a folder of its own, `build/<time>`, so that a server goes on with the files that it was started on.
 * `build/current` names the newest whole one; a server that starts takes that.
 */
const BUILDS = 'build';
const CURRENT = 'current';
/** Names its servers, a file for each, called by the process. */
const USERS = 'used-by';

/** Scripts and styles whose names change with what is in them: pages of an earlier build go on asking for theirs. */
const HASHED = 'client/_app/immutable';
/** A page may stay open for weeks, and a shell lies as long in the cache of a phone that has no network. */
const KEPT_MS = 30 * 86_400_000;

/** The newest whole build, or undefined. */
export function currentBuild(root: string): string | undefined {
	const pointer = join(root, BUILDS, CURRENT);
	if (!existsSync(pointer)) return undefined;
	const folder = join(root, BUILDS, readFileSync(pointer, 'utf8').trim());

	return existsSync(entryOf(folder)) ? folder : undefined;
}

/** What is run of a build. */
export const entryOf = (folder: string): string => join(folder, 'index.js');

/** Where the next build goes; the names sort by time. */
export const nextBuild = (root: string, at = new Date()): string =>
	join(root, BUILDS, at.toISOString().replaceAll(/[:.]/g, '-'));

/** Makes a finished build the current one, and takes away those that nobody uses any more. */
export async function publishBuild(root: string, folder: string): Promise<void> {
	// Version 0.1.0 built into the folder itself.
	const before = currentBuild(root) ?? join(root, BUILDS);
	await carryOver(before, folder);

	const pointer = join(root, BUILDS, CURRENT);
	await writeFile(`${pointer}.new`, nameOf(folder));
	await rename(`${pointer}.new`, pointer);

	for (const earlier of await earlierThan(folder)) {
		if (earlier !== before && !(await isUsed(earlier))) await rm(earlier, { recursive: true, force: true });
	}
}

/** Keeps the build of this process until it has ended. Where the folder may only be read, nobody builds in it either. */
export async function useBuild(folder: string): Promise<void> {
	try {
		await mkdir(join(folder, USERS), { recursive: true });
		await isUsed(folder);
		await writeFile(join(folder, USERS, String(process.pid)), '');
	} catch (error) {
		if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
	}
}

/** Those of the build before it, and those that one had carried over itself within a month. */
async function carryOver(before: string, folder: string): Promise<void> {
	const from = join(before, HASHED);
	if (!existsSync(from)) return;
	const oldest = (await stat(entryOf(before))).mtimeMs - KEPT_MS;
	await cp(from, join(folder, HASHED), {
		recursive: true,
		force: false,
		// When a file was made stays readable, from build to build.
		preserveTimestamps: true,
		filter: async (path) => {
			const found = await stat(path);
			return found.isDirectory() || found.mtimeMs >= oldest;
		}
	});
}

async function earlierThan(folder: string): Promise<string[]> {
	const builds = join(folder, '..');
	const entries = await readdir(builds, { withFileTypes: true });

	return entries
		.filter((entry) => entry.isDirectory() && /^\d{4}-/.test(entry.name) && entry.name < nameOf(folder))
		.map(({ name }) => join(builds, name));
}

/** Whether a server that was started on it still runs; forgets those that do not. */
async function isUsed(folder: string): Promise<boolean> {
	const users = join(folder, USERS);
	let isAnyAlive = false;
	for (const pid of existsSync(users) ? await readdir(users) : []) {
		if (isAlive(Number(pid))) isAnyAlive = true;
		else await rm(join(users, pid), { force: true });
	}
	return isAnyAlive;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// It is there, and somebody else's.
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

const nameOf = (folder: string): string => folder.split(/[\\/]/).at(-1)!;
