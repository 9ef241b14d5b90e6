import type { DeviceDatabase } from '../store/device-database.ts';
import type { Meta } from '../store/device-store.ts';

/** The number under which this device writes now. */
export async function deviceIdOf(db: DeviceDatabase): Promise<string | undefined> {
	const clock = await db.meta.get('clock');

	return (clock?.value as Meta['clock'] | undefined)?.device;
}
