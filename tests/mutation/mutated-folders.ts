interface MutatedFolder {
	/** Under `src/lib`. */
	folder: string;
	/** The fast tests that are to notice a fault in it. */
	tests: string[];
}

const DEVICE_CONTRACTS = 'tests/contracts/{device-store,device-transactions,what-goes-ahead}.test.ts';

const FOLDERS: readonly MutatedFolder[] = [
	{ folder: 'domain/changes', tests: ['src/lib/domain/changes/*.test.ts'] },
	{ folder: 'local/sync', tests: ['src/lib/local/{sync,replica,lanes}/*.test.ts', DEVICE_CONTRACTS] },
	{ folder: 'local/outbox', tests: ['src/lib/local/{outbox,forms,sync,replica}/*.test.ts', DEVICE_CONTRACTS] },
	{ folder: 'server/sync', tests: ['src/lib/server/sync/*.test.ts'] }
];

/** Those that are named, separated by commas; all of them when none is. */
export function mutatedFolders(named: string | undefined): readonly MutatedFolder[] {
	if (!named) return FOLDERS;

	return named.split(',').map((name) => {
		const found = FOLDERS.find(({ folder }) => folder === name);
		if (!found)
			throw new Error(`no faults are planted in ${name}, only in ${FOLDERS.map((it) => it.folder).join(', ')}`);
		return found;
	});
}
