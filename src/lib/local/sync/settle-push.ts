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
import { readLayers, storeLayers, type Layers } from './rebuild.ts';
import { LONGEST_WAIT_MS } from './take-batch.ts';

export type PushReply = z.output<typeof pushAnswer>;
type ReceiptReply = PushReply['receipts'][number];
type TakenReply = Extract<ReceiptReply, { r: 'ok' }>;
type HeldReply = Extract<ReceiptReply, { r: 'hold' }>;

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
	const records = reply.records as SyncRecord[];
	const layers = await readLayers(tx, [...sent, ...records.map(keyOf)]);
	const settlement = new Settlement(layers, settling);
	const receipts = new Map(reply.receipts.map((receipt) => [receipt.id, receipt]));

	for (const row of sent) {
		const receipt = receipts.get(row.id);
		if (receipt?.r === 'ok') settlement.take(row, receipt);
		else if (receipt?.r === 'hold') settlement.putOff(row, receipt);
		else if (receipt) {
			await setAside(tx, layers.get(recordKeyText(row))!, row.order, { ...receipt, nowMs: settling.nowMs });
		}
	}
	for (const record of records) settlement.takeBase(record);
	await storeLayers(tx, [...layers.values()], { personId: settling.personId, changed: settlement.changed });
	await moveClock(tx, reply, settling);
}

/** What an answer makes of the layers of its records, before any of it is written. */
class Settlement {
	/** What is no longer as it is stored. */
	readonly changed = new Set<OutboxRow | StoredRecord>();
	readonly #layers: ReadonlyMap<string, Layers>;
	readonly #settling: Settling;

	constructor(layers: ReadonlyMap<string, Layers>, settling: Settling) {
		this.#layers = layers;
		this.#settling = settling;
	}

	take(sent: OutboxRow, receipt: TakenReply): void {
		const layer = this.#layers.get(recordKeyText(sent))!;
		const { seq, stamp, lost } = receipt;
		const ackedAtMs = this.#settling.serverNowMs;
		const row = this.#change(layer, sent.order, { state: 'acked', seq, stamp, ackedAtMs, ...(lost && { lost }) });
		if (row && !lost && row.change.again === undefined) this.#fold(layer, row, receipt);
	}

	/** Not taken now. */
	putOff(sent: OutboxRow, { code }: HeldReply): void {
		const { nowMs } = this.#settling;
		const layer = this.#layers.get(recordKeyText(sent))!;
		const heldSinceMs = layer.rows.find(({ order }) => order === sent.order)?.heldSinceMs ?? nowMs;
		const waited = nowMs - heldSinceMs;
		const dueAtMs = nowMs + (HOLD_MS.find((ms) => ms > waited) ?? HOLD_MS.at(-1)!);
		this.#change(layer, sent.order, { state: 'held', code, heldSinceMs, dueAtMs });
	}

	takeBase(record: SyncRecord): void {
		const layer = this.#layers.get(recordKeyText(keyOf(record)))!;
		const { base } = layer;
		if (!base || !replacesBase(record, base)) return;
		this.#rebase(layer, { ...record, generation: isOfEarlierDatabase(base) ? 0 : base.generation });
	}

	/** The server's record after a change that lost nothing is the one before it with the change's values: when the device has
	 *  the one before, it needs no copy. */
	#fold(layer: Layers, row: OutboxRow, { seq, stamp, was }: TakenReply): void {
		const { base } = layer;
		if (!base || base.seq !== was || isOfEarlierDatabase(base)) return;

		const registers = { ...base.registers };
		for (const [register, { value }] of Object.entries(row.change.set)) {
			registers[register] = { value, stamp, change: row.id, by: this.#settling.personId };
		}
		this.#rebase(layer, { ...base, seq, registers });
	}

	#rebase(layer: Layers, base: StoredRecord): void {
		layer.base = base;
		this.changed.add(base);
	}

	/** Nothing when the change has left the outbox meanwhile: another tab may have had its receipt. */
	#change(layer: Layers, order: number, news: Partial<OutboxRow>): OutboxRow | undefined {
		const at = layer.rows.findIndex((row) => row.order === order);
		if (at === -1) return undefined;
		const row = { ...layer.rows[at]!, ...news };
		layer.rows[at] = row;
		this.changed.add(row);

		return row;
	}
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
	if (!row) return;
	const isAlong = (each: OutboxRow) =>
		each === row || ((layer.base?.seq ?? 0) === 0 && each.order > order && each.state !== 'acked');
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
