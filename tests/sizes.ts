import { existsSync, statSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import { currentBuild } from '../src/cli/build/build-folders.ts';
import { firstLoadScripts } from './support/first-load.ts';
import { precachedFiles } from '../src/cli/build/precached-files.ts';

/** Chosen for a cheap phone on an edge of a 3G cell (about 50 KB a second): it opens in 3 s, is ready for the field in 15. */
const LIMITS_KB = { firstLoad: 130, precached: 700 };
const KB = 1000;

const root = resolve(import.meta.dirname, '..');

/** What travels: the gzip beside the file, or the file itself where the server has none (fonts, pictures). */
function travelledBytes(file: string): number {
	return statSync(existsSync(`${file}.gz`) ? `${file}.gz` : file).size;
}

function sum(files: string[]): number {
	return files.reduce((bytes, file) => bytes + travelledBytes(file), 0);
}

function kb(bytes: number): string {
	return (bytes / KB).toFixed(1);
}

/** Prints one table and says whether its total keeps the limit. */
function report(title: string, parts: Map<string, string[]>, limitKb: number): boolean {
	const total = sum([...parts.values()].flat());
	const rows = [...parts].map(([part, files]) => [part, String(files.length), kb(sum(files))]);
	rows.push(['total', '', kb(total)], ['limit', '', kb(limitKb * KB)]);

	console.log(title);
	for (const [part = '', count = '', size = ''] of rows)
		console.log(`  ${part.padEnd(48)}${count.padStart(6)}${size.padStart(10)} KB`);

	const isKept = total <= limitKb * KB;
	if (!isKept) console.log(`  ${kb(total - limitKb * KB)} KB over the limit`);
	console.log('');

	return isKept;
}

const build = currentBuild(root);
if (build === undefined) throw new Error('There is no build. Run "npm run build" first.');
const scripts = firstLoadScripts(root, build, '/field');
const firstLoad = new Map(scripts.map((file) => [relative(join(build, 'client'), file), [file]]));
const precached = Map.groupBy(
	(await precachedFiles(build)).map(({ file }) => file),
	(file) => extname(file)
);

const kept = [
	report('Scripts of the first visit to /field, gzip', firstLoad, LIMITS_KB.firstLoad),
	report('Everything the service worker keeps, as it travels', precached, LIMITS_KB.precached)
];
if (kept.includes(false)) process.exitCode = 1;
