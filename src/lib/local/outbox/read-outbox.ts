import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { valueOf } from '#lib/domain/records/kinds.ts';
import { recordsOfKindIn } from '../records/read-records.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { AttentionItem, DeviceStore, Meta, OutboxRow } from '../store/device-store.ts';
import { countItems } from './count-items.ts';

/** A held change is shown as a problem only after a day. */
const HELD_SHOWN_MS = 24 * 3_600_000;

/** What waits, in the order it was made; accepted changes that have not come down yet wait no more. */
export async function readWaiting(db: DeviceDatabase): Promise<OutboxRow[]> {
	return (await db.outbox.orderBy('order').toArray()).filter(({ state }) => state !== 'acked');
}

/** What a person has to look at: refused, or held for more than a day. */
export async function readAttention(
	db: DeviceDatabase,
	nowMs: number
): Promise<{ items: AttentionItem[]; heldLong: OutboxRow[] }> {
	const items = (await db.attention.toArray()).filter(({ replacedBy }) => replacedBy === undefined);
	const heldLong = (await readWaiting(db)).filter(
		({ state, heldSinceMs }) =>
			state === 'aside' || (heldSinceMs !== undefined && nowMs - heldSinceMs > HELD_SHOWN_MS)
	);

	return { items, heldLong };
}

export interface OutboxCounts {
	waiting: number;
	attention: number;
}

/** From the tables that the lanes work on, so that the sync line cannot say something else. */
export async function countOutbox(db: DeviceDatabase, personId: string, nowMs: number): Promise<OutboxCounts> {
	const { items, heldLong } = await readAttention(db, nowMs);
	const conflicts = await readConflicts(db, personId);

	return {
		waiting: countItems((await readWaiting(db)).map(({ change }) => change)),
		attention: items.length + countItems(heldLong.map(({ change }) => change)) + conflicts.length
	};
}

/** Conflicts that nobody has settled and in which this person wrote one of the two values. */
export async function readConflicts(db: DeviceDatabase, personId: string): Promise<SyncRecord[]> {
	const cursors = (await db.meta.get('cursors'))?.value as Meta['cursors'] | undefined;
	const conflicts = await recordsOfKindIn(db, Object.keys(cursors ?? {}), 'conflict');

	return conflicts.filter((conflict) => {
		const clash = valueOf(conflict, 'conflict', 'clash');
		return clash && !conflict.registers['settled'] && [clash.winner.by, clash.loser.by].includes(personId);
	});
}

/** Changes that the server has taken since an instant, counted by record. */
export async function countSentSince(db: DeviceDatabase, sinceMs: number): Promise<number> {
	const rows = await db.sent.where('sentAtMs').aboveOrEqual(sinceMs).toArray();

	return countItems(rows.map(({ change }) => change));
}

/** The person has seen it and lets it be; its values stay on the device. */
export async function dismissAttention(store: DeviceStore, id: string): Promise<void> {
	await store.transact('strict', async (tx) => {
		const item = await tx.attention(id);
		if (item) await tx.putAttention({ ...item, replacedBy: 'dismissed' });
	});
}
