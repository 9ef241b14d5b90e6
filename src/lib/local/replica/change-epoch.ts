import { bodyOf, recordKeyText, type RecordKey } from '#lib/domain/changes/change.ts';
import {
	EARLIER_DATABASE,
	isOnlyHere,
	type Cursor,
	type DeviceTransaction,
	type OutboxRow,
	type SentBatch,
	type SentChange,
	type StoredRecord
} from '../store/device-store.ts';
import { plainOnes, rebuild } from './layers.ts';
import { renameUnderWay } from './under-way.ts';

/** How long accepted changes are kept, so that a restored server can be given them again; by the server's clock, since the
 *  device's may jump. */
export const SENT_KEPT_MS = 60 * 86_400_000;

/** The server's database is another one than before, such as a restored copy: what it had accepted is sent again with the
 *  stamp it had, and everything is fetched anew. */
export async function changeEpoch(
	tx: DeviceTransaction,
	{ epoch, now }: { epoch: string; now: number },
	personId: string
): Promise<void> {
	const known = await tx.meta('epoch');
	await tx.putMeta('epoch', epoch);
	if (known === epoch || known === undefined) return;

	await sendAllAgain(tx, personId, (_, { sentAtMs }) => now - sentAtMs < SENT_KEPT_MS);
	await tx.putMeta('underWay', []);
	await tx.putMeta('marks', {});
	await outdateCopies(tx);
	await tx.putMeta('cursors', await withoutCursors(tx));
}

/** Accepted changes become unsent once more, each with the stamp it had. */
export async function sendAllAgain(
	tx: DeviceTransaction,
	personId: string,
	isWanted: (sent: SentChange, batch: SentBatch) => boolean
): Promise<void> {
	const batches = (await tx.sent()).map((batch) => ({
		batch,
		back: batch.changes.filter((sent) => isWanted(sent, batch)),
		left: batch.changes.filter((sent) => !isWanted(sent, batch))
	}));
	const changed = batches.filter(({ back }) => back.length > 0);
	const rows = changed.flatMap(({ batch, back }) => back.map((sent) => unsentAgain(sent, batch)));

	await keepBases(tx, rows);
	for (const { batch, left } of changed) await keepLeft(tx, batch, left);
	await tx.putOutbox(rows);
	await rebuild(tx, rows, personId);
}

async function keepLeft(tx: DeviceTransaction, batch: SentBatch, changes: SentChange[]): Promise<void> {
	const [first] = changes;
	await tx.deleteSent([batch.id]);
	if (first) await tx.putSent({ ...batch, id: first.id, changes });
	await renameUnderWay(tx, batch.id, first?.id);
}

function unsentAgain({ id, order, change: sent, stamp, proof }: SentChange, { sentAtMs }: SentBatch): OutboxRow {
	const { unitId, kind, recordId, made } = sent;
	const change = { ...bodyOf(sent), ...(made && { made }), again: stamp, ...(proof !== undefined && { proof }) };
	return { order, id, unitId, kind, recordId, change, state: 'new', savedAtMs: made?.at ?? sentAtMs };
}

/** Records whose changes are unsent once more need the copy they had as their base. */
export async function keepBases(tx: DeviceTransaction, rows: readonly OutboxRow[]): Promise<void> {
	const keys = [...new Map(rows.map((row): [string, RecordKey] => [recordKeyText(row), row])).values()];
	const [records, shadows] = await Promise.all([tx.records(keys), tx.shadows(keys)]);
	await tx.putShadows(plainOnes(records, shadows));
}

/** What was copied from the other database is shown until the new one has been fetched, but counts for nothing. */
async function outdateCopies(tx: DeviceTransaction): Promise<void> {
	const outdated = (record: StoredRecord): StoredRecord => ({ ...record, seq: 0, generation: EARLIER_DATABASE });

	for (const unitId of await tx.unitsHeld()) {
		const records = await tx.recordsOfUnit(unitId);
		await tx.putRecords(records.filter((record) => !isOnlyHere(record)).map(outdated));
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
