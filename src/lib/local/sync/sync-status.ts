import { NO_CONTACT, type DeviceDatabase, type SyncStatus } from '../store/device-database.ts';

export async function readStatus(db: DeviceDatabase): Promise<SyncStatus> {
	return (await db.status.get('current')) ?? NO_CONTACT;
}

export async function updateStatus(db: DeviceDatabase, news: Partial<SyncStatus>): Promise<void> {
	await db.transaction('rw', db.status, async () => {
		await db.status.put({ ...(await readStatus(db)), ...news, id: 'current' });
	});
}
