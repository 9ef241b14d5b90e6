interface MutatedFolder {
	/** Under `src/lib`. */
	folder: string;
	/** The fast tests that are to notice a fault in it. */
	tests: string[];
	/** What wires parts to the browser and can be asked nothing without one: browser tests drive it. */
	wiring?: string;
}

const DEVICE_CONTRACTS = 'tests/contracts/{device-store,device-transactions,what-goes-ahead}.test.ts';
/** Every layer of the device that takes part in what a change goes through. */
const DEVICE_TESTS = ['src/lib/local/{lanes,outbox,replica,sync}/*.test.ts', DEVICE_CONTRACTS];

/** The contract on SQLite alone, as `tests/support/databases.ts` has it here. */
const SERVER_TESTS = ['src/lib/server/sync/*.test.ts', 'tests/contracts/{server-store,server-transactions}.test.ts'];

const FOLDERS: readonly MutatedFolder[] = [
	{ folder: 'domain/changes', tests: ['src/lib/domain/changes/*.test.ts'] },
	{ folder: 'local/outbox', tests: DEVICE_TESTS },
	{ folder: 'local/replica', tests: DEVICE_TESTS },
	{ folder: 'local/lanes', tests: DEVICE_TESTS },
	{ folder: 'local/sync', tests: DEVICE_TESTS, wiring: 'local/sync/run-sync.ts' },
	{ folder: 'server/sync', tests: SERVER_TESTS }
];

/** What is named, folders or single files of them under `src/lib`; all folders when nothing is. */
export function namedParts(named: readonly string[]): string[] {
	return named.length > 0 ? [...named] : FOLDERS.map(({ folder }) => folder);
}

/** Files that faults are planted in, for Stryker. */
export function filesOf(parts: readonly string[]): string[] {
	const wiring = parts.flatMap((part) => folderOf(part).wiring ?? []);
	return [
		...parts.map((part) => (part.endsWith('.ts') ? `src/lib/${part}` : `src/lib/${part}/**/*.ts`)),
		...wiring.map((file) => `!src/lib/${file}`),
		'!src/**/*.test.ts'
	];
}

/** The fast tests that are to notice faults in these folders or files. */
export function testsOf(parts: readonly string[]): string[] {
	return [...new Set(parts.flatMap((part) => folderOf(part).tests))];
}

function folderOf(part: string): MutatedFolder {
	const found = FOLDERS.find(({ folder }) => part === folder || part.startsWith(`${folder}/`));
	if (!found)
		throw new Error(`no faults are planted in ${part}, only in ${FOLDERS.map(({ folder }) => folder).join(', ')}`);
	return found;
}
