import { recordKeyText, type RecordKey } from '#lib/domain/changes/change.ts';
import {
	EARLIER_DATABASE,
	emptyBase,
	type Cursor,
	type DeviceTransaction,
	type OutboxRow,
	type SentRow,
	type StoredRecord
} from '../store/device-store.ts';

/** How long accepted changes are kept, so that a restored server can be given them again; by the server's clock, since the
 *  device's may jump. */
const SENT_KEPT_MS = 60 * 86_400_000;

/** The server's database is another one than before, such as a restored copy: what it had accepted is sent again with the
 *  stamp it had, and everything is fetched anew. */
export async function changeEpoch(
	tx: DeviceTransaction,
	{ epoch, now }: { epoch: string; now: number }
): Promise<void> {
	const known = await tx.meta('epoch');
	await tx.putMeta('epoch', epoch);
	if (known === epoch || known === undefined) return;

	const acked = (await tx.outbox()).filter(({ state }) => state === 'acked');
	await sendAllAgain(
		tx,
		(await tx.sent()).filter(({ sentAtMs }) => now - sentAtMs < SENT_KEPT_MS)
	);
	await outdateCopies(tx);
	await tx.putOutbox(acked.map((row) => sendAgain(row, row.stamp!)));
	await tx.putMeta('cursors', await withoutCursors(tx));
}

/** Accepted changes become unsent once more, each with the stamp it had. */
export async function sendAllAgain(tx: DeviceTransaction, sent: readonly SentRow[]): Promise<void> {
	const back = sent.map(({ id, order, change, stamp, sentAtMs }) => {
		const { unitId, kind, recordId } = change;
		return sendAgain({ order, id, unitId, kind, recordId, change, state: 'new', savedAtMs: sentAtMs }, stamp);
	});

	await keepBases(tx, back);
	await tx.putOutbox(back);
	await tx.deleteSent(sent.map(({ id }) => id));
}

function sendAgain({ seq: _, stamp: __, lost: ___, ackedAtMs: ____, ...row }: OutboxRow, stamp: string): OutboxRow {
	return { ...row, state: 'new', change: { ...row.change, again: stamp } };
}

/** Records whose changes are unsent once more need the copy they had as their base. */
export async function keepBases(tx: DeviceTransaction, rows: readonly OutboxRow[]): Promise<void> {
	const keys = [...new Map(rows.map((row): [string, RecordKey] => [recordKeyText(row), row])).values()];
	const shadows = await tx.shadows(keys);
	const records = await tx.records(keys);

	await tx.putShadows(keys.flatMap((key, index) => (shadows[index] ? [] : [records[index] ?? emptyBase(key)])));
}

/** What was copied from the other database is shown until the new one has been fetched, but counts for nothing. */
async function outdateCopies(tx: DeviceTransaction): Promise<void> {
	const outdated = (record: StoredRecord): StoredRecord => ({ ...record, seq: 0, generation: EARLIER_DATABASE });

	for (const unitId of await tx.unitsHeld()) {
		await tx.putRecords((await tx.recordsOfUnit(unitId)).map(outdated));
		await tx.putShadows((await tx.shadowsOfUnit(unitId)).map(outdated));
	}
}

async function withoutCursors(tx: DeviceTransaction) {
	const cursors = (await tx.meta('cursors')) ?? {};

	return Object.fromEntries(Object.entries(cursors).map(([unitId, cursor]) => [unitId, startOver(cursor)]));
}

/** The cursor with which a unit is asked for whole. Its generation goes on counting: what is fetched from now on is told from
 *  what was there. */
export const startOver = (cursor: Cursor): Cursor => ({ ...cursor, perm: '', seq: 0 });
