import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

interface Locked {
	optionalDependencies?: { [name: string]: string };
	dependencies?: { [name: string]: string };
}

const root = resolve(import.meta.dirname, '..');
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
	packages: { [path: string]: Locked };
};

/** As Node looks for a package: beside whoever needs it, then one folder further out. */
function isLocked(neededBy: string, name: string): boolean {
	for (let folder = neededBy; ; folder = dirname(folder)) {
		if (folder === '.' || folder === '') return `node_modules/${name}` in packages;
		if (`${folder}/node_modules/${name}` in packages) return true;
	}
}

// npm 10 passes over what a lock file leaves out of other platforms; npm 11 refuses the whole of it.
test('the lock file knows every package that a locked one names, for all platforms', () => {
	const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
		Object.keys({ ...dependencies, ...optionalDependencies })
			.filter((name) => !isLocked(path, name))
			.map((name) => `${name}, needed by ${path}`)
	);

	expect(missing).toEqual([]);
});
