import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isBuildStale } from './build-project.ts';

let root: string;

async function put(file: string, minute: number): Promise<void> {
	const path = join(root, file);
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, '');
	await utimes(path, minute * 60, minute * 60);
}

async function putBuild(minute: number): Promise<void> {
	await put('build/one/index.js', minute);
	await put('build/current', minute);
	await writeFile(join(root, 'build/current'), 'one');
}

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 've-dich-build-'));
	await put('src/routes/+page.svelte', 10);
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('a build', () => {
	test('is made when there is none', async () => {
		expect(await isBuildStale(root)).toBe(true);
	});

	test('is kept while nothing it is made of is newer', async () => {
		await putBuild(11);
		expect(await isBuildStale(root)).toBe(false);
	});

	test.each(['src/routes/field/+page.svelte', 'static/icon.png', 'vite.config.ts', 'src/lib/i18n/messages/vi.json'])(
		'is made again when %s is newer',
		async (file) => {
			await putBuild(11);
			await put(file, 12);
			expect(await isBuildStale(root)).toBe(true);
		}
	);

	test.each(['src/cli/demo.ts', 'src/lib/domain/ids.test.ts', 'src/lib/i18n/generated/runtime.js', 'docs/notes.md'])(
		'is kept when only %s is newer',
		async (file) => {
			await putBuild(11);
			await put(file, 12);
			expect(await isBuildStale(root)).toBe(false);
		}
	);
});
