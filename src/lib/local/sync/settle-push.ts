import { recordKeyText, type SyncRecord } from '#lib/domain/changes/change.ts';
import { moveOn } from '#lib/domain/changes/clock.ts';
import type { Mark } from '#lib/domain/changes/push.ts';
import type * as z from 'zod/mini';
import type { pushAnswer } from '#lib/domain/changes/push.ts';
import { makeDeviceId } from '#lib/domain/ids.ts';
import {
	isOfEarlierDatabase,
	keyOf,
	replacesBase,
	type DeviceTransaction,
	type OutboxRow
} from '../store/device-store.ts';
import { SENT_KEPT_MS } from '../replica/change-epoch.ts';
import { noteMarks } from './marks.ts';
import { readLayers, storeLayers, type Layers } from '../replica/layers.ts';
import { LONGEST_WAIT_MS } from './take-batch.ts';
import { keepAccepted } from '../replica/under-way.ts';
import { takeIntoOlderCopies } from '../replica/unstored-rows.ts';

export type PushReply = z.output<typeof pushAnswer>;
type ReceiptReply = PushReply['receipts'][number];
type ReceiptOf<R extends ReceiptReply['r']> = Extract<ReceiptReply, { r: R }>;

/** Pauses before a held change is sent again: a minute first, then longer ones, an hour at most. */
const HOLD_MS = [60_000, 5 * 60_000, 15 * 60_000, LONGEST_WAIT_MS];

interface Settling {
	personId: string;
	nowMs: number;
	random(bytes: number): Uint8Array;
}

/** Stores the server's answer to a push, in the caller's transaction: receipts, records, clock. A receipt is what takes a
 *  change out of the outbox. */
export async function settlePush(
	tx: DeviceTransaction,
	sent: readonly OutboxRow[],
	reply: PushReply,
	settling: Settling
): Promise<void> {
	const { personId, nowMs } = settling;
	const { accepted, held, refused } = await sortByReceipt(tx, sent, reply);
	await deleteSecondRows(tx, refused);
	const passed = await readPassed(tx);
	await keepAccepted(tx, accepted, { sentAtMs: reply.now, passed });
	const marks = accepted.flatMap(({ row: { unitId }, receipt: { seq, mark } }) =>
		mark === undefined ? [] : [[unitId, [seq, mark]] satisfies [string, Mark]]
	);
	await noteMarks(tx, marks as [string, Mark][]);
	await tx.putOutbox(held.map(({ row, receipt }) => putOff(row, receipt, nowMs)));

	const shadows = await tx.shadows(accepted.map(({ row }) => row));
	const hasComeDown = ({ row, receipt: { seq } }: RowWithReceipt<'ok'>, index: number) =>
		seq <= passed(row.unitId) || seq <= (shadows[index]?.seq ?? 0);
	const changed = accepted.filter((got, index) => got.receipt.lost || hasComeDown(got, index));
	const records = reply.records as SyncRecord[];
	const layers = await readLayers(tx, [...[...changed, ...refused].map(({ row }) => row), ...records.map(keyOf)]);
	for (const { row, receipt } of refused) {
		await moveToAttention(tx, layers.get(recordKeyText(row))!, row.order, { ...receipt, nowMs });
	}
	await takeIntoOlderCopies(tx, layers, accepted, personId);
	for (const record of records) replaceBase(layers.get(recordKeyText(keyOf(record)))!, record);
	await storeLayers(tx, [...layers.values()], personId);

	await tx.deleteSentBefore(reply.now - SENT_KEPT_MS);
	await moveClock(tx, reply, settling);
}

interface RowWithReceipt<R extends ReceiptReply['r']> {
	row: OutboxRow;
	receipt: ReceiptOf<R>;
}

/** Leaves out changes that are no longer in the outbox: another tab has stored their receipts meanwhile. */
async function sortByReceipt(tx: DeviceTransaction, sent: readonly OutboxRow[], { receipts }: PushReply) {
	// The first receipt of an id counts: an earlier version of the program could write a row twice, and the first was accepted.
	const receiptOf = new Map(receipts.toReversed().map((receipt) => [receipt.id, receipt]));
	const left = new Set(await tx.ordersLeft(sent.map(({ order }) => order)));
	const got = sent.flatMap((row) => {
		const receipt = receiptOf.get(row.id);
		return receipt && left.has(row.order) ? { row, receipt } : [];
	});
	const isOf =
		<R extends ReceiptReply['r']>(r: R) =>
		(it: { row: OutboxRow; receipt: ReceiptReply }): it is RowWithReceipt<R> =>
			it.receipt.r === r;

	return { accepted: got.filter(isOf('ok')), held: got.filter(isOf('hold')), refused: got.filter(isOf('refused')) };
}

/** An earlier version of the program could write a row twice. The first row was accepted with an earlier batch, so the second
 *  is deleted without showing its refusal to anybody. */
async function deleteSecondRows(tx: DeviceTransaction, refused: readonly RowWithReceipt<'refused'>[]): Promise<void> {
	const reused = refused.filter(({ receipt }) => receipt.code === 'id-reuse');
	if (reused.length === 0) return;

	const taken = new Set((await tx.sent()).flatMap(({ changes }) => changes.map(({ id }) => id)));
	await tx.deleteOutbox(reused.filter(({ row }) => taken.has(row.id)).map(({ row }) => row.order));
}

/** Up to which seq all records of a unit have come down. Infinity for a unit this person no longer reads: no more will come. */
async function readPassed(tx: DeviceTransaction): Promise<(unitId: string) => number> {
	const cursors = await tx.meta('cursors');
	return (unitId) => {
		const cursor = cursors?.[unitId];
		if (!cursor) return cursors ? Infinity : 0;
		return cursor.sweeping ? 0 : cursor.seq;
	};
}

/** The row of a held change. It has arrived at the server, so it is no longer suspected. */
function putOff({ suspected: _, ...row }: OutboxRow, { code }: ReceiptOf<'hold'>, nowMs: number): OutboxRow {
	const heldSinceMs = row.heldSinceMs ?? nowMs;
	const waited = nowMs - heldSinceMs;
	const dueAtMs = nowMs + (HOLD_MS.find((ms) => ms > waited) ?? HOLD_MS.at(-1)!);
	return { ...row, state: 'held', code, heldSinceMs, dueAtMs };
}

function replaceBase(layer: Layers, record: SyncRecord): void {
	const { base } = layer;
	if (!base || !replacesBase(record, base)) return;
	layer.base = { ...record, generation: isOfEarlierDatabase(base) ? 0 : base.generation };
}

/** A change that the server will never accept moves from the outbox to the attention list. If it would have made a new record,
 *  the later changes of this record move with it: without it they have no record to change. */
export async function moveToAttention(
	tx: DeviceTransaction,
	layer: Layers,
	order: number,
	{ code, message, nowMs }: { code: string; message: string; nowMs: number }
): Promise<void> {
	const row = layer.rows.find((each) => each.order === order);
	// Already gone: another tab stored its receipt, an earlier change moved it along, or it was a second row of one change.
	if (!row) return;
	const isNew = layer.base!.seq === 0 && layer.accepted.length === 0;
	const isLeaving = (each: OutboxRow) => (isNew ? each.order >= order : each === row);
	const leaving = layer.rows.filter(isLeaving);
	layer.rows = layer.rows.filter((each) => !isLeaving(each));

	await tx.putAttention({
		id: row.id,
		...layer.key,
		changes: leaving.map(({ change }) => change),
		code,
		message,
		atMs: nowMs
	});
	await tx.deleteOutbox(leaving.map((each) => each.order));
}

async function moveClock(tx: DeviceTransaction, reply: PushReply, { random }: Settling): Promise<void> {
	const clock = await tx.meta('clock');
	if (!clock) return;

	const stamps = reply.receipts.flatMap((receipt) => (receipt.r === 'ok' ? [receipt.stamp] : []));
	const hlc = stamps.reduce((latest, stamp) => moveOn(latest, stamp), clock.hlc ?? '');
	const renewed = reply.device === 'renew' ? { device: makeDeviceId(random(8)), n: 0 } : {};
	await tx.putMeta('clock', { ...clock, ...renewed, hlc: hlc === '' ? undefined : hlc });
}
