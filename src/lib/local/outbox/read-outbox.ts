import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { valueOf } from '#lib/domain/records/kinds.ts';
import { recordsOfKindIn } from '../replica/read-records.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { AttentionItem, DeviceStore, Meta, OutboxRow } from '../store/device-store.ts';
import { asBatch } from '../store/into-batches.ts';
import { countItems } from './count-items.ts';
import { stuckItems, type StuckItem } from './stuck-items.ts';

/** What waits, in the order it was made, which is the table's key. */
export const readWaiting = (db: DeviceDatabase): Promise<OutboxRow[]> => db.outbox.toArray();

/** What was refused and neither sent anew nor let be. */
export const readRefused = async (db: DeviceDatabase): Promise<AttentionItem[]> =>
	(await db.attention.toArray()).filter(({ replacedBy }) => replacedBy === undefined);

/** What a person has to look at: refused, or waiting without getting through by itself. */
export async function readAttention(
	db: DeviceDatabase,
	nowMs: number
): Promise<{ items: AttentionItem[]; stuck: StuckItem[] }> {
	const [items, waiting] = await Promise.all([readRefused(db), readWaiting(db)]);

	return { items, stuck: stuckItems(waiting, nowMs) };
}

export interface OutboxCounts {
	waiting: number;
	attention: number;
}

/** From the tables that the lanes work on, so that the sync line cannot say something else. */
export async function countOutbox(db: DeviceDatabase, personId: string, nowMs: number): Promise<OutboxCounts> {
	const [items, waiting, conflicts] = await Promise.all([
		readRefused(db),
		readWaiting(db),
		readConflicts(db, personId)
	]);
	return {
		waiting: countItems(waiting.map(({ change }) => change)),
		attention: items.length + stuckItems(waiting, nowMs).length + conflicts.length
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
	const batches = await db.sent.where('sentAtMs').aboveOrEqual(sinceMs).toArray();

	return countItems(batches.map(asBatch).flatMap(({ changes }) => changes.map(({ change }) => change)));
}

/** The person has seen it and lets it be; its values stay on the device. */
export async function dismissAttention(store: DeviceStore, id: string): Promise<void> {
	await store.transact('strict', async (tx) => {
		const item = await tx.attention(id);
		if (item) await tx.putAttention({ ...item, replacedBy: 'dismissed' });
	});
}
