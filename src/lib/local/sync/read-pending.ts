import type { Pending } from '#lib/domain/changes/pull.ts';
import { countItems } from '../outbox/count-items.ts';
import type { DeviceTransaction } from '../store/device-store.ts';

/** Each pull reads at most this many changes. When more wait, the server gets only the number of changes. */
const COUNTED = 500;

/** What a pull tells the district of this device: its unsent work, counted in the items that its own screen shows. */
export async function readPending(
	tx: Pick<DeviceTransaction, 'outboxAfter' | 'countOutbox'>
): Promise<Omit<Pending, 'photos'>> {
	const [rows, changes] = await Promise.all([tx.outboxAfter(0, COUNTED), tx.countOutbox()]);
	const areAllRead = changes <= COUNTED;

	return {
		changes,
		...(areAllRead && { items: countItems(rows.map(({ change }) => change)) }),
		oldest: rows[0]?.savedAtMs ?? null
	};
}
