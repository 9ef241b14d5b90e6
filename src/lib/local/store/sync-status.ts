import { NO_CONTACT, type DeviceDatabase, type SyncStatus } from './device-database.ts';

export async function readStatus(db: DeviceDatabase): Promise<SyncStatus> {
	return (await db.status.get('current')) ?? NO_CONTACT;
}

export async function updateStatus(db: DeviceDatabase, news: Partial<SyncStatus>): Promise<void> {
	await db.transaction('rw', db.status, async () => {
		await db.status.put({ ...(await readStatus(db)), ...news, id: 'current' });
	});
}

/** Batches that follow one another need not all be told to the screens of all tabs. */
export async function hasJustBeenNoted({
	db,
	world
}: {
	db: DeviceDatabase;
	world: { now(): number };
}): Promise<boolean> {
	const { lastContactAtMs, offlineSinceMs, isServerBusy, trouble } = await readStatus(db);
	const sinceMs = world.now() - (lastContactAtMs ?? 0);
	return offlineSinceMs === null && !isServerBusy && trouble === null && sinceMs >= 0 && sinceMs < 1_000;
}
