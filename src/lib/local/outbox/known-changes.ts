import type { DeviceTransaction } from '../store/device-store.ts';

/** Ids of all changes that the database has heard of: waiting, accepted, refused. Reads much; for what happens seldom. */
export async function knownChanges(
	tx: Pick<DeviceTransaction, 'outbox' | 'sent' | 'refused'>
): Promise<ReadonlySet<string>> {
	const [waiting, sent, refused] = await Promise.all([tx.outbox(), tx.sent(), tx.refused()]);
	const changes: { id: string }[] = [...waiting];
	for (const batch of [...sent, ...refused]) changes.push(...batch.changes);

	return new Set(changes.map(({ id }) => id));
}
