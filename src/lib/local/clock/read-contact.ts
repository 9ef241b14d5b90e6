import { readStatus } from '../store/sync-status.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { Meta } from '../store/device-store.ts';
import type { ClockContact } from './trade-clock.svelte.ts';

export async function readContact(db: DeviceDatabase): Promise<ClockContact> {
	const [clock, status] = await Promise.all([db.meta.get('clock'), readStatus(db)]);
	const { offsetMs } = (clock?.value as Meta['clock'] | undefined) ?? { offsetMs: 0 };

	return { offsetMs, atMs: status.lastContactAtMs };
}
