import type { DeviceDatabase } from '../store/device-database.ts';
import type { Meta } from '../store/device-store.ts';

/** Whether the first snapshot of each of these units has come down whole. Until then what is missing here says nothing
 *  about the commune; a later snapshot, while it comes, leaves the records of the one before in place. */
export async function hasFirstData(db: DeviceDatabase, unitIds: readonly string[]): Promise<boolean> {
	const cursors = ((await db.meta.get('cursors'))?.value ?? {}) as Meta['cursors'];

	return unitIds.every((unitId) => {
		const cursor = cursors[unitId];
		return cursor !== undefined && !(cursor.sweeping && cursor.generation <= 1);
	});
}
