import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandRefused } from '../speak.ts';
import { currentBuild, entryOf } from './build-folders.ts';

/** Whatever goes into the build, seen from the project's root; package-lock.json is touched by every `npm install`. */
const SOURCES = ['src', 'static', 'package.json', 'svelte.config.js', 'vite.config.ts'];
/** In them, what does not: the words are compiled anew by every build. */
const LEFT_ASIDE = [/^src\/cli\//, /^src\/lib\/i18n\/generated\//, /\.test\.ts$/];

export async function isBuildStale(root: string): Promise<boolean> {
	const build = currentBuild(root);

	return build === undefined || (await newestSource(root)) > statSync(entryOf(build)).mtimeMs;
}

export async function buildProject(root: string): Promise<void> {
	const build = spawn('npm', ['run', 'build'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
	const code = await new Promise<number | null>((resolve, reject) =>
		build.once('error', reject).once('close', resolve)
	);
	if (code !== 0) throw new CommandRefused({ vi: 'Không dựng được bản chạy.', en: 'the build failed.' });
}

async function newestSource(root: string): Promise<number> {
	let newest = 0;
	for (const source of SOURCES) {
		for (const file of await filesUnder(root, source))
			newest = Math.max(newest, statSync(join(root, file)).mtimeMs);
	}
	return newest;
}

async function filesUnder(root: string, source: string): Promise<string[]> {
	const path = join(root, source);
	if (!existsSync(path)) return [];
	if (!statSync(path).isDirectory()) return [source];

	const entries = await readdir(path, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) =>
			join(entry.parentPath, entry.name)
				.slice(root.length + 1)
				.replaceAll('\\', '/')
		)
		.filter((file) => !LEFT_ASIDE.some((pattern) => pattern.test(file)));
}
