import { afterAll, beforeAll } from 'vitest';
import { openTestDatabase } from '../support/databases.ts';
import { INDEXED_DB, MEMORY, onDatabase, type StoreName, type Stores } from './stores.ts';

/** The stores of that name for the tests of a `describe`: one database for all of them, since opening one takes longer than a
 *  history on it. */
export function useStores(name: StoreName) {
	let stores: Stores;
	let close: () => Promise<void> = async () => undefined;
	beforeAll(async () => {
		if (name === 'memory' || name === 'indexeddb') {
			stores = name === 'memory' ? MEMORY : INDEXED_DB;
			return;
		}
		const { database, drop } = await openTestDatabase(name);
		close = drop;
		stores = await onDatabase(database);
	});
	afterAll(() => close());

	return {
		get stores() {
			return stores;
		}
	};
}
