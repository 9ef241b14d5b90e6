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

/** A held change is tried again after a minute, then ever more seldom, at most hourly. */
const HOLD_MS = [60_000, 5 * 60_000, 15 * 60_000, LONGEST_WAIT_MS];

interface Settling {
	personId: string;
	nowMs: number;
	random(bytes: number): Uint8Array;
}

/** Takes in the server's answer to a push, in the transaction it is given: receipts, records, clock. Only here a change
 *  leaves the state in which it will be sent. */
export async function settlePush(
	tx: DeviceTransaction,
	sent: readonly OutboxRow[],
	reply: PushReply,
	settling: Settling
): Promise<void> {
	const { personId, nowMs } = settling;
	const { accepted, held, refused } = await sortByReceipt(tx, sent, reply);
	await deleteDoubles(tx, refused);
	const passed = await readPassed(tx);
	await keepAccepted(tx, accepted, { sentAtMs: reply.now, passed });
	const marks = accepted.flatMap(({ row: { unitId }, receipt: { seq, mark } }) =>
		mark === undefined ? [] : [[unitId, [seq, mark]] satisfies [string, Mark]]
	);
	await noteMarks(tx, marks as [string, Mark][]);
	await tx.putOutbox(held.map(({ row, receipt }) => putOff(row, receipt, nowMs)));

	const shadows = await tx.shadows(accepted.map(({ row }) => row));
	const hasComeDown = ({ row, receipt: { seq } }: Got<'ok'>, index: number) =>
		seq <= passed(row.unitId) || seq <= (shadows[index]?.seq ?? 0);
	const changed = accepted.filter((got, index) => got.receipt.lost || hasComeDown(got, index));
	const records = reply.records as SyncRecord[];
	const layers = await readLayers(tx, [...[...changed, ...refused].map(({ row }) => row), ...records.map(keyOf)]);
	for (const { row, receipt } of refused) {
		await setAside(tx, layers.get(recordKeyText(row))!, row.order, { ...receipt, nowMs });
	}
	const own = accepted.map(({ row: { change }, receipt: { seq, lost } }) => ({ change, seq, ...(lost && { lost }) }));
	await takeIntoOlderCopies(tx, layers, own, personId);
	for (const record of records) takeBase(layers.get(recordKeyText(keyOf(record)))!, record);
	await storeLayers(tx, [...layers.values()], personId);

	await tx.deleteSentBefore(reply.now - SENT_KEPT_MS);
	await moveClock(tx, reply, settling);
}

interface Got<R extends ReceiptReply['r']> {
	row: OutboxRow;
	receipt: ReceiptOf<R>;
}

/** What another tab has had the receipt of meanwhile is no longer in the outbox. */
async function sortByReceipt(tx: DeviceTransaction, sent: readonly OutboxRow[], { receipts }: PushReply) {
	// The first receipt of an id holds: a row that an earlier version of the program wrote twice was accepted with it.
	const receiptOf = new Map(receipts.toReversed().map((receipt) => [receipt.id, receipt]));
	const left = new Set(await tx.ordersLeft(sent.map(({ order }) => order)));
	const got = sent.flatMap((row) => {
		const receipt = receiptOf.get(row.id);
		return receipt && left.has(row.order) ? { row, receipt } : [];
	});
	const isOf =
		<R extends ReceiptReply['r']>(r: R) =>
		(it: { row: OutboxRow; receipt: ReceiptReply }): it is Got<R> =>
			it.receipt.r === r;

	return { accepted: got.filter(isOf('ok')), held: got.filter(isOf('hold')), refused: got.filter(isOf('refused')) };
}

/** Rows that an earlier version of the program wrote twice: their change was accepted with an earlier batch, so the refusal of
 *  the double is nobody's concern. */
async function deleteDoubles(tx: DeviceTransaction, refused: readonly Got<'refused'>[]): Promise<void> {
	const reused = refused.filter(({ receipt }) => receipt.code === 'id-reuse');
	if (reused.length === 0) return;

	const taken = new Set((await tx.sent()).flatMap(({ changes }) => changes.map(({ id }) => id)));
	await tx.deleteOutbox(reused.filter(({ row }) => taken.has(row.id)).map(({ row }) => row.order));
}

/** Tells of a unit up to which seq all has come down. Of one that is none of this person's any more nothing will. */
async function readPassed(tx: DeviceTransaction): Promise<(unitId: string) => number> {
	const cursors = await tx.meta('cursors');
	return (unitId) => {
		const cursor = cursors?.[unitId];
		if (!cursor) return cursors ? Infinity : 0;
		return cursor.sweeping ? 0 : cursor.seq;
	};
}

/** Not taken now. It did arrive, whatever was suspected of it. */
function putOff({ suspected: _, ...row }: OutboxRow, { code }: ReceiptOf<'hold'>, nowMs: number): OutboxRow {
	const heldSinceMs = row.heldSinceMs ?? nowMs;
	const waited = nowMs - heldSinceMs;
	const dueAtMs = nowMs + (HOLD_MS.find((ms) => ms > waited) ?? HOLD_MS.at(-1)!);
	return { ...row, state: 'held', code, heldSinceMs, dueAtMs };
}

function takeBase(layer: Layers, record: SyncRecord): void {
	const { base } = layer;
	if (!base || !replacesBase(record, base)) return;
	layer.base = { ...record, generation: isOfEarlierDatabase(base) ? 0 : base.generation };
}

/** A change that will not be taken leaves the outbox but not the device. When it was the first of a record that the server does
 *  not have, the record's later changes have nothing to stand on and come along. */
export async function setAside(
	tx: DeviceTransaction,
	layer: Layers,
	order: number,
	{ code, message, nowMs }: { code: string; message: string; nowMs: number }
): Promise<void> {
	const row = layer.rows.find((each) => each.order === order);
	// Another tab has had its receipt meanwhile, an earlier change has taken it along, or it was a double.
	if (!row) return;
	const isNew = layer.base!.seq === 0 && layer.accepted.length === 0;
	const isAlong = (each: OutboxRow) => (isNew ? each.order >= order : each === row);
	const leaving = layer.rows.filter(isAlong);
	layer.rows = layer.rows.filter((each) => !isAlong(each));

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
