import { recordKeyText } from '#lib/domain/changes/change.ts';
import { PUSH_LIMITS } from '#lib/domain/changes/push.ts';
import type { DeviceTransaction, OutboxRow } from '../store/device-store.ts';

/** The size a batch may have, counted in characters: even at three bytes a character it stays under the limit. */
const BATCH_CHARACTERS = PUSH_LIMITS.plainBytes / 4;

/** Nothing is put off longer than this. A date that lies further ahead shows that the device's clock was set back. */
export const LONGEST_WAIT_MS = 60 * 60_000;

const isPutOff = ({ dueAtMs = 0 }: OutboxRow, nowMs: number): boolean =>
	dueAtMs > nowMs && dueAtMs - nowMs <= LONGEST_WAIT_MS;

/** Rows read at once. After a week without network the outbox is long, but a batch needs only few of its rows. */
const ROWS_READ = PUSH_LIMITS.changes;

/** Changes, by id, that the server has already answered to while the outbox still holds them. */
export interface Earlier {
	accepted: ReadonlySet<string>;
	/** Held or refused. The later changes of the same records wait for them. */
	notAccepted: ReadonlySet<string>;
	/** All rows up to this `order` are already sent or travelling. */
	upTo: number;
}

export interface Batch {
	rows: OutboxRow[];
	/** Whether no change up to its last row is left waiting. */
	isWhole: boolean;
	/** Given only when `rows` is empty: the first suspected change that is due. It is sent alone. */
	suspect?: OutboxRow;
}

interface Wanted extends Partial<Earlier> {
	nowMs: number;
	limit: number;
}

/** The next changes to send, in the order of saving. When a change has to wait, the later changes of its record wait too. */
export async function takeBatch(
	tx: Pick<DeviceTransaction, 'outboxAfter'>,
	{ nowMs, limit, accepted, notAccepted, upTo = 0 }: Wanted
): Promise<Batch> {
	const waiting = new Set<string>();
	const batch: OutboxRow[] = [];
	let suspect: OutboxRow | undefined;
	let characters = 0;

	for await (const row of rowsOf(tx, upTo)) {
		if (accepted?.has(row.id)) continue;
		const key = recordKeyText(row);
		const mustWait = waiting.has(key) || isPutOff(row, nowMs) || notAccepted?.has(row.id);
		if (row.suspected && !mustWait) suspect ??= row;
		if (row.suspected || mustWait) {
			waiting.add(key);
			continue;
		}
		characters += JSON.stringify(row.change).length;
		if (characters > BATCH_CHARACTERS && batch.length > 0) break;
		batch.push(row);
		if (batch.length === limit) break;
	}
	return { rows: batch, isWhole: waiting.size === 0, ...(batch.length === 0 && suspect && { suspect }) };
}

/** The oldest change that nothing holds back: it is new, and no earlier change of its record waits. */
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
