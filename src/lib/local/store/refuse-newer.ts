import type { Dexie } from 'dexie';

/** A later version of the program has changed this database while an earlier one ran, or before an earlier one was installed
 *  again. Loading the page again brings the later one. */
class NewerDatabase extends Error {
	override name = 'NewerDatabase';
}

/** Dexie wraps it in an error that live queries swallow. */
export const newerIn = (cause: unknown): NewerDatabase | undefined => {
	const inner = cause instanceof Object && 'inner' in cause ? cause.inner : cause;
	return inner instanceof NewerDatabase ? inner : undefined;
};

/** Dexie opens a database of a later version as if nothing had changed. IndexedDB counts in tenths of Dexie's versions. */
export function refuseNewer(db: Dexie): void {
	const declared = db.verno;
	db.on(
		'ready',
		() => {
			const { version } = db.backendDB();
			if (version >= (declared + 1) * 10) throw new NewerDatabase(`version ${version / 10}, known ${declared}`);
		},
		true
	);
}
