import { recordKeyText } from '#lib/domain/changes/change.ts';
import { PUSH_LIMITS } from '#lib/domain/changes/push.ts';
import type { DeviceTransaction, OutboxRow } from '../store/device-store.ts';

/** Plain bytes aimed at: well under the limit even when every letter takes three bytes. */
const PLAIN_BYTES = PUSH_LIMITS.plainBytes / 4;

/** The longest that anything is put off. A later date says that the device's clock has gone back since. */
export const LONGEST_WAIT_MS = 60 * 60_000;

const isPutOff = ({ dueAtMs = 0 }: OutboxRow, nowMs: number): boolean =>
	dueAtMs > nowMs && dueAtMs - nowMs <= LONGEST_WAIT_MS;

/** How much of the outbox is read at once: after a week without network it is long, and a batch is short. */
const ROWS_READ = PUSH_LIMITS.changes;

/** What the server has answered to and the outbox still holds: ids of changes. */
export interface Earlier {
	taken: ReadonlySet<string>;
	/** The later changes of their records wait for them. */
	refused: ReadonlySet<string>;
	/** Nothing up to this order has still to be sent. */
	upTo: number;
}

export interface Batch {
	rows: OutboxRow[];
	/** Whether it takes all that is to be sent up to its last row: nothing before it waits. */
	isWhole: boolean;
	/** With nothing else to send: the first change whose turn it is to be sent by itself. */
	suspect?: OutboxRow;
}

interface Wanted extends Partial<Earlier> {
	nowMs: number;
	limit: number;
}

/** The next changes to send, in order of n. Of a record with a change that has to wait, the later ones wait too. */
export async function takeBatch(
	tx: Pick<DeviceTransaction, 'outboxAfter'>,
	{ nowMs, limit, taken, refused, upTo = 0 }: Wanted
): Promise<Batch> {
	const waiting = new Set<string>();
	const batch: OutboxRow[] = [];
	let suspect: OutboxRow | undefined;
	let bytes = 0;

	for await (const row of rowsOf(tx, upTo)) {
		if (taken?.has(row.id)) continue;
		const key = recordKeyText(row);
		const mustWait = waiting.has(key) || isPutOff(row, nowMs) || refused?.has(row.id);
		if (row.suspected && !mustWait) suspect ??= row;
		if (row.suspected || mustWait) {
			waiting.add(key);
			continue;
		}
		bytes += JSON.stringify(row.change).length;
		if (bytes > PLAIN_BYTES && batch.length > 0) break;
		batch.push(row);
		if (batch.length === limit) break;
	}
	return { rows: batch, isWhole: waiting.size === 0, ...(batch.length === 0 && suspect && { suspect }) };
}

/** The first change that waits for nothing but being sent. */
export async function oldestToSend(tx: Pick<DeviceTransaction, 'outboxAfter'>): Promise<OutboxRow | undefined> {
	const waiting = new Set<string>();
	for await (const row of rowsOf(tx, 0)) {
		const key = recordKeyText(row);
		if (row.state === 'new' && !waiting.has(key)) return row;
		waiting.add(key);
	}
	return undefined;
}

async function* rowsOf(tx: Pick<DeviceTransaction, 'outboxAfter'>, after: number): AsyncGenerator<OutboxRow> {
	let last = after;
	for (;;) {
		const rows = await tx.outboxAfter(last, ROWS_READ);
		yield* rows;
		if (rows.length < ROWS_READ) return;
		last = rows.at(-1)!.order;
	}
}
