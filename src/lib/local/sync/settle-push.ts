import { recordKeyText, type SyncRecord } from '#lib/domain/changes/change.ts';
import { moveOn } from '#lib/domain/changes/clock.ts';
import type * as z from 'zod/mini';
import type { pushAnswer } from '#lib/domain/changes/push.ts';
import { makeDeviceId } from '#lib/domain/ids.ts';
import {
	isOfEarlierDatabase,
	keyOf,
	replacesBase,
	type DeviceTransaction,
	type OutboxRow,
	type StoredRecord
} from '../store/device-store.ts';
import { rebuild } from './rebuild.ts';
import { LONGEST_WAIT_MS } from './take-batch.ts';

export type PushReply = z.output<typeof pushAnswer>;
type ReceiptReply = PushReply['receipts'][number];
type TakenReply = Extract<ReceiptReply, { r: 'ok' }>;

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
	sent: readonly OutboxRow[],
	reply: PushReply,
	given: Omit<Settling, 'serverNowMs'>
): Promise<void> {
	const settling: Settling = { ...given, serverNowMs: reply.now };
	const receipts = new Map(reply.receipts.map((receipt) => [receipt.id, receipt]));
	const rows = (await tx.outboxRows(sent.map(({ order }) => order))).flatMap((row) => row ?? []);
	const taken = new TakenChanges(tx, settling);
	await taken.load(rows);

	for (const row of rows) {
		const receipt = receipts.get(row.id);
		if (receipt?.r === 'ok') {
			taken.add(row, receipt);
		} else if (receipt) {
			await taken.store();
			await putOff(tx, row, receipt, settling);
		}
	}
	await taken.store();
	for (const record of reply.records) await takeBase(tx, record as SyncRecord);
	await rebuild(tx, [...rows, ...reply.records.map((record) => keyOf(record as SyncRecord))], settling.personId);
	await moveClock(tx, reply, settling);
}

/** Changes that the server has accepted, gathered so that they are read and written together. */
class TakenChanges {
	readonly #tx: DeviceTransaction;
	readonly #settling: Settling;
	readonly #bases = new Map<string, StoredRecord>();
	#rows: OutboxRow[] = [];
	#changed = new Map<string, StoredRecord>();

	constructor(tx: DeviceTransaction, settling: Settling) {
		this.#tx = tx;
		this.#settling = settling;
	}

	async load(rows: readonly OutboxRow[]): Promise<void> {
		const bases = await this.#tx.shadows(rows);
		for (const base of bases) if (base) this.#bases.set(recordKeyText(keyOf(base)), base);
	}

	add(row: OutboxRow, receipt: TakenReply): void {
		const { seq, stamp, lost } = receipt;
		const ackedAtMs = this.#settling.serverNowMs;
		this.#rows.push({ ...row, state: 'acked', seq, stamp, ackedAtMs, ...(lost && { lost }) });
		if (!lost && row.change.again === undefined) this.#fold(row, receipt);
	}

	async store(): Promise<void> {
		await this.#tx.putOutbox(this.#rows);
		await this.#tx.putShadows([...this.#changed.values()]);
		this.#rows = [];
		this.#changed = new Map();
	}

	/** The server's record after a change that lost nothing is the one before it with the change's values: when the device has
	 *  the one before, it needs no copy. */
	#fold(row: OutboxRow, { seq, stamp, was }: TakenReply): void {
		const key = recordKeyText(row);
		const base = this.#bases.get(key);
		if (!base || base.seq !== was || isOfEarlierDatabase(base)) return;

		const registers = { ...base.registers };
		for (const [register, { value }] of Object.entries(row.change.set)) {
			registers[register] = { value, stamp, change: row.id, by: this.#settling.personId };
		}
		const folded = { ...base, seq, registers };
		this.#bases.set(key, folded);
		this.#changed.set(key, folded);
	}
}

/** Refused, or not taken now. */
async function putOff(
	tx: DeviceTransaction,
	row: OutboxRow,
	receipt: Exclude<ReceiptReply, { r: 'ok' }>,
	{ nowMs }: Settling
): Promise<void> {
	if (receipt.r === 'refused')
		return moveToAttention(tx, row, { code: receipt.code, message: receipt.message, nowMs });

	const heldSinceMs = row.heldSinceMs ?? nowMs;
	const waited = nowMs - heldSinceMs;
	const dueAtMs = nowMs + (HOLD_MS.find((ms) => ms > waited) ?? HOLD_MS.at(-1)!);
	await tx.putOutbox([{ ...row, state: 'held', code: receipt.code, heldSinceMs, dueAtMs }]);
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
