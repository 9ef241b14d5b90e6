import type { DeviceDatabase } from '../store/device-database.ts';
import type { Cursor, Meta } from '../store/device-store.ts';

/** Whether the first snapshot of each of these units has come down whole. Until then what is missing here says nothing
 *  about the commune; a later snapshot, while it comes, leaves the records of the one before in place. */
export async function hasFirstData(db: DeviceDatabase, unitIds: readonly string[]): Promise<boolean> {
	const cursors = ((await db.meta.get('cursors'))?.value ?? {}) as Meta['cursors'];

	return unitIds.every((unitId) => hasComeWhole(cursors[unitId]));
}

/** Cursors of earlier versions do not say it: their second snapshot is taken to follow a whole one. */
export function hasComeWhole(cursor: Cursor | undefined): boolean {
	if (!cursor) return false;

	return !cursor.sweeping || (cursor.whole ?? cursor.generation > 1);
}
