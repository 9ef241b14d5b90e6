import type { Pending } from '#lib/domain/changes/pull.ts';
import { countItems } from '../outbox/count-items.ts';
import type { DeviceTransaction } from '../store/device-store.ts';

/** Each pull reads no more than this: of more that waits only the number of changes is told. */
const COUNTED = 500;

/** What the desk hears of this device: its unsent work in the same items that the person here sees. */
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
