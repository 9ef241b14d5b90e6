import type { DeviceDatabase } from '../store/device-database.ts';
import type { Cursor, Meta } from '../store/device-store.ts';

/** Whether the first snapshot of each of these units has come down whole. Until then what is missing here says nothing
 *  about the commune; a later snapshot, while it comes, leaves the records of the one before in place. */
export async function hasFirstData(db: DeviceDatabase, unitIds: readonly string[]): Promise<boolean> {
	const cursors = ((await db.meta.get('cursors'))?.value ?? {}) as Meta['cursors'];

	return unitIds.every((unitId) => hasComeWhole(cursors[unitId]));
}

/** What `query` answers once all of these units have come down whole; null until then, so that nothing is counted from a part.
 *  It looks before it reads: what is read later holds all that had come. Once whole, it does not look again, so that the news
 *  of one unit make no other be read anew. */
export function afterFirstData<T>(
	db: DeviceDatabase,
	unitIds: readonly string[],
	query: () => Promise<T>
): () => Promise<T | null> {
	let isWhole = false;

	return async () => {
		isWhole ||= await hasFirstData(db, unitIds);
		return isWhole ? query() : null;
	};
}

/** What was read, and whether all of it had come. */
export interface Found<T> {
	isWhole: boolean;
	found: T;
}

/** What `query` answers at any time, and whether these units had come down whole before it was read: told apart, the word that
 *  all is there would come ahead of what is there. */
export function withFirstData<T>(
	db: DeviceDatabase,
	unitIds: readonly string[],
	query: () => Promise<T>
): () => Promise<Found<T>> {
	let isWhole = false;

	return async () => {
		isWhole ||= await hasFirstData(db, unitIds);
		return { isWhole, found: await query() };
	};
}

/** Cursors of earlier versions do not say it: their second snapshot is taken to follow a whole one. */
export function hasComeWhole(cursor: Cursor | undefined): boolean {
	if (!cursor) return false;

	return !cursor.sweeping || (cursor.whole ?? cursor.generation > 1);
}
