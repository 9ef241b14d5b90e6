import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { packFiles, packUrl } from '../../service-worker/program-pack.ts';
import { precachedFiles } from './precached-files.ts';

/** Of all that the program is made of. A kind that is missing here ends the build. */
const TYPES: { [ending: string]: string } = {
	'.css': 'text/css',
	'.js': 'text/javascript',
	'.json': 'application/json',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.webmanifest': 'application/manifest+json',
	'.woff2': 'font/woff2'
};

/** Puts beside a finished build one file with all that its service worker keeps, compressed as everything else is. The page
 *  itself is fetched apart, with the headers that the server gives to pages. */
export async function writePack(build: string, version: string): Promise<void> {
	const scripts = (await precachedFiles(build)).filter(({ file }) => extname(file) !== '.html');
	const files = await Promise.all(
		scripts.map(async ({ url, file }) => ({ url, type: typeOf(file), content: await readFile(file) }))
	);
	const pack = packFiles(files);
	const path = join(build, 'client', packUrl(version));
	await mkdir(dirname(path), { recursive: true });

	const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
	await Promise.all([
		writeFile(path, pack),
		promisify(gzip)(pack, { level: 9 }).then((packed) => writeFile(`${path}.gz`, packed)),
		promisify(brotliCompress)(pack, brotli).then((packed) => writeFile(`${path}.br`, packed))
	]);
}

function typeOf(file: string): string {
	const type = TYPES[extname(file)];
	if (type === undefined) throw new Error(`${file}: of what type is it? See TYPES in write-pack.ts.`);

	return type;
}
