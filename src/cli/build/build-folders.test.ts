import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { currentBuild, entryOf, nextBuild, publishBuild, useBuild } from './build-folders.ts';

const HASHED = 'client/_app/immutable';
const DAY_S = 86_400;

let root: string;

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 've-dich-builds-'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function put(path: string, text: string, madeAt: Date): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, text);
	await utimes(path, madeAt, madeAt);
}

const dayOf = (day: number): Date => new Date(Date.UTC(2026, 0, 1) + day * DAY_S * 1000);

/** A build made on some day, with a page and one script of its own; not published yet. */
async function make(day: number, script = `of-day-${day}.js`): Promise<string> {
	const folder = nextBuild(root, dayOf(day));
	await put(entryOf(folder), '', dayOf(day));
	await put(join(folder, HASHED, script), `made on day ${day}`, dayOf(day));
	await put(join(folder, 'client/shell.html'), `of day ${day}`, dayOf(day));
	return folder;
}

async function build(day: number, script?: string): Promise<string> {
	const folder = await make(day, script);
	await publishBuild(root, folder);
	return folder;
}

const scriptOf = (folder: string, day: number) => join(folder, HASHED, `of-day-${day}.js`);

describe('builds', () => {
	test('are current once they are whole, the newest first', async () => {
		expect(currentBuild(root)).toBeUndefined();
		const first = await build(1);
		await make(2);
		expect(currentBuild(root)).toBe(first);

		const third = await build(3);
		expect(currentBuild(root)).toBe(third);
	});

	test('leave a server the files that it was started on, until it has ended', async () => {
		const served = await build(1);
		await useBuild(served);
		for (const day of [2, 3, 4]) await build(day);

		expect(await readFile(join(served, 'client/shell.html'), 'utf8')).toBe('of day 1');
		expect(existsSync(scriptOf(served, 1))).toBe(true);

		// As if it had ended: no process has this number.
		await rm(join(served, 'used-by', String(process.pid)));
		await writeFile(join(served, 'used-by', '4194305'), '');
		await build(5);
		expect(existsSync(served)).toBe(false);
	});

	test('do not gather: what nobody uses goes, the one before the current stays to go back to', async () => {
		const [first, broken, second, third] = [await build(1), await make(2), await build(3), await build(4)];

		expect([first, broken, second, third].map((folder) => existsSync(folder))).toEqual([false, false, true, true]);
	});

	test('answer pages of earlier ones: hashed files of the last release stay, others for a month', async () => {
		await build(1);
		await build(20);
		const third = await build(40);
		expect([1, 20, 40].map((day) => existsSync(scriptOf(third, day)))).toEqual([true, true, true]);

		const fourth = await build(200);
		expect([1, 20, 40, 200].map((day) => existsSync(scriptOf(fourth, day)))).toEqual([false, true, true, true]);
		expect(await readFile(join(fourth, 'client/shell.html'), 'utf8')).toBe('of day 200');
	});

	test('keep their own file where an earlier one has the same name', async () => {
		await build(1, 'same.js');
		const second = await build(2, 'same.js');

		expect(await readFile(join(second, HASHED, 'same.js'), 'utf8')).toBe('made on day 2');
	});
});
