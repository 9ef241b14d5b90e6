import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
/** What commands make for one another: words, and what SvelteKit tells the compiler. */
const MADE = ['src/lib/i18n/generated', '.svelte-kit'];
const FOLDER = join(root, 'test-results/broken-trees');

/** One place of the source, made wrong. */
export interface Fault {
	file: string;
	/** What stands there; it must be found once. Without it `wrong` is added at the end, or makes the file. */
	right?: string;
	wrong: string;
}

/** A copy of the checkout, as git has it or would take it, with or without a fault in it. */
export class BrokenTree {
	readonly folder: string;

	constructor(name: string, fault?: Fault) {
		this.folder = join(FOLDER, name);
		rmSync(this.folder, { recursive: true, force: true });
		for (const file of filesOfCheckout()) {
			mkdirSync(dirname(join(this.folder, file)), { recursive: true });
			cpSync(join(root, file), join(this.folder, file));
		}
		for (const made of MADE.filter((folder) => existsSync(join(root, folder))))
			cpSync(join(root, made), join(this.folder, made), { recursive: true });
		symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
		if (fault) plant(join(this.folder, fault.file), fault);
	}

	remove(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}

function filesOfCheckout(): string[] {
	const listed = execFileSync(
		'git',
		['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
		{
			cwd: root,
			encoding: 'utf8'
		}
	);
	const deleted = new Set(
		execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: root, encoding: 'utf8' }).split('\0')
	);
	return listed.split('\0').filter((file) => file !== '' && !deleted.has(file));
}

function plant(path: string, { file, right, wrong }: Fault): void {
	if (right === undefined) return writeFileSync(path, wrong, { flag: 'a' });

	const parts = readFileSync(path, 'utf8').split(right);
	if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times: ${right}`);
	writeFileSync(path, parts.join(wrong));
}
