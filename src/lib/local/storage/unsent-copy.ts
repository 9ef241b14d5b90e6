import { knownChanges } from '../outbox/known-changes.ts';
import type { DeviceStore, OutboxRow } from '../store/device-store.ts';
import { keepBases } from '../replica/change-epoch.ts';
import { rebuild } from '../replica/layers.ts';
import type { UnsentCopy } from './second-place.ts';

/** Puts back what the copy has and the database has never heard of, as it has after it was lost. Changes keep their ids, so
 *  that one which did arrive is not taken twice. Answers how many changes came back. */
export async function putBackUnsent(
	{ store, personId }: { store: DeviceStore; personId: string },
	copy: UnsentCopy
): Promise<number> {
	return store.transact('strict', async (tx) => {
		const clock = await tx.meta('clock');
		if (!clock) throw new Error('a device has its clock before anything is put back');
		const known = await knownChanges(tx);

		// Parts come in no order, and one may hold what another holds too. The clock tells in which order they were made.
		const unknown = [...new Map(copy.changes.map((copied) => [copied.change.id, copied])).values()]
			.filter(({ change }) => !known.has(change.id))
			.sort((a, b) => (a.change.hlc < b.change.hlc ? -1 : 1));
		const rows = unknown.map(({ change, savedAtMs }, index): OutboxRow => {
			const { id, unitId, kind, recordId } = change;
			const order = clock.order + index + 1;
			return { order, id, unitId, kind, recordId, change, state: 'new', savedAtMs };
		});
		for (const item of copy.attention.filter(({ id }) => !known.has(id))) await tx.putAttention(item);
		if (rows.length === 0) return 0;

		await keepBases(tx, rows);
		await tx.putOutbox(rows);
		await tx.putMeta('clock', { ...clock, order: clock.order + rows.length });
		await rebuild(tx, rows, personId);
		return rows.length;
	});
}
