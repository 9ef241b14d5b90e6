import type { Change, RecordKey, SyncRecord } from '#lib/domain/changes/change.ts';
import { moveOn } from '#lib/domain/changes/clock.ts';
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
import { rebuild } from './rebuild.ts';
import { LONGEST_WAIT_MS } from './take-batch.ts';

export type PushReply = z.output<typeof pushAnswer>;
type ReceiptReply = PushReply['receipts'][number];

/** A held change is tried again after a minute, then ever more seldom, at most hourly. */
const HOLD_MS = [60_000, 5 * 60_000, 15 * 60_000, LONGEST_WAIT_MS];

interface Settling {
	personId: string;
	nowMs: number;
	serverNowMs: number;
	random(bytes: number): Uint8Array;
}

/** Takes in the server's answer to a push, in the transaction it is given: receipts, records, clock. Only here a change
 *  leaves the state in which it will be sent. */
export async function settlePush(
	tx: DeviceTransaction,
	sent: readonly Change[],
	reply: PushReply,
	given: Omit<Settling, 'serverNowMs'>
): Promise<void> {
	const settling: Settling = { ...given, serverNowMs: reply.now };
	const rows = new Map((await tx.outbox()).map((row) => [row.id, row]));
	const receipts = new Map(reply.receipts.map((receipt) => [receipt.id, receipt]));
	const touched: RecordKey[] = [];

	for (const change of sent) {
		const row = rows.get(change.id);
		const receipt = receipts.get(change.id);
		if (!row || !receipt) continue;
		touched.push(row);
		await settleOne(tx, row, receipt, settling);
	}
	for (const record of reply.records) {
		touched.push(keyOf(record as SyncRecord));
		await takeBase(tx, record as SyncRecord);
	}
	await rebuild(tx, touched, settling.personId);
	await moveClock(tx, reply, settling);
}

async function settleOne(
	tx: DeviceTransaction,
	row: OutboxRow,
	receipt: ReceiptReply,
	settling: Settling
): Promise<void> {
	if (receipt.r === 'ok') {
		const { seq, stamp, lost } = receipt;
		await tx.putOutbox([
			{ ...row, state: 'acked', seq, stamp, ackedAtMs: settling.serverNowMs, ...(lost && { lost }) }
		]);
		if (!lost && row.change.again === undefined) await foldOwn(tx, row, receipt, settling.personId);
		return;
	}
	if (receipt.r === 'hold') {
		const heldSinceMs = row.heldSinceMs ?? settling.nowMs;
		const waited = settling.nowMs - heldSinceMs;
		const dueAtMs = settling.nowMs + (HOLD_MS.find((ms) => ms > waited) ?? HOLD_MS.at(-1)!);
		await tx.putOutbox([{ ...row, state: 'held', code: receipt.code, heldSinceMs, dueAtMs }]);
		return;
	}
	await moveToAttention(tx, row, { code: receipt.code, message: receipt.message, nowMs: settling.nowMs });
}

/** The server's record after a change that lost nothing is the one before it with the change's values: when the device has
 *  the one before, it needs no copy. */
async function foldOwn(
	tx: DeviceTransaction,
	{ change, unitId, kind, recordId }: OutboxRow,
	{ seq, stamp, was }: { seq: number; stamp: string; was: number },
	personId: string
): Promise<void> {
	const [base] = await tx.shadows([{ unitId, kind, recordId }]);
	if (!base || base.seq !== was || isOfEarlierDatabase(base)) return;

	const registers = { ...base.registers };
	for (const [register, { value }] of Object.entries(change.set)) {
		registers[register] = { value, stamp, change: change.id, by: personId };
	}
	await tx.putShadows([{ ...base, seq, registers }]);
}

async function takeBase(tx: DeviceTransaction, record: SyncRecord): Promise<void> {
	const [base] = await tx.shadows([keyOf(record)]);
	if (base && replacesBase(record, base)) {
		const generation = isOfEarlierDatabase(base) ? 0 : base.generation;
		await tx.putShadows([{ ...record, generation }]);
	}
}

/** The change leaves the outbox but not the device. When it was the first of a record that the server does not have, the
 *  record's later changes have nothing to stand on and come along. */
export async function moveToAttention(
	tx: DeviceTransaction,
	row: OutboxRow,
	{ code, message, nowMs }: { code: string; message: string; nowMs: number }
): Promise<void> {
	const { unitId, kind, recordId } = row;
	const [base] = await tx.shadows([row]);
	const later = (await tx.outboxOf(row)).filter(({ order, state }) => order > row.order && state !== 'acked');
	const along = (base?.seq ?? 0) === 0 ? later : [];

	await tx.putAttention({
		id: row.id,
		unitId,
		kind,
		recordId,
		changes: [row, ...along].map(({ change }) => change),
		code,
		message,
		atMs: nowMs
	});
	await tx.deleteOutbox([row, ...along].map(({ order }) => order));
}

async function moveClock(tx: DeviceTransaction, reply: PushReply, { random }: Settling): Promise<void> {
	const clock = await tx.meta('clock');
	if (!clock) return;

	const stamps = reply.receipts.flatMap((receipt) => (receipt.r === 'ok' ? [receipt.stamp] : []));
	const hlc = stamps.reduce((latest, stamp) => moveOn(latest, stamp), clock.hlc ?? '');
	const renewed = reply.device === 'renew' ? { device: makeDeviceId(random(8)), n: 0 } : {};
	await tx.putMeta('clock', { ...clock, ...renewed, hlc: hlc === '' ? undefined : hlc });
}
