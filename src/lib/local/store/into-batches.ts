import type { Transaction } from 'dexie';
import {
	isEmptyBase,
	type Meta,
	type OutboxRow,
	type SentBatch,
	type SentChange,
	type StoredRecord
} from './device-store.ts';

interface EarlierSentRow extends SentChange {
	sentAtMs: number;
}

/** Accepted changes stayed in the outbox until their records had come down. */
type EarlierOutboxRow = Omit<OutboxRow, 'state'> & {
	state: OutboxRow['state'] | 'acked';
	seq?: number;
	stamp?: string;
	ackedAtMs?: number;
	lost?: string[];
};

/** A tab that still runs an earlier version of the program may add such a row at any time. */
export function asBatch(row: SentBatch | EarlierSentRow): SentBatch {
	if ('changes' in row) return row;
	const { sentAtMs, ...change } = row;
	return { id: change.id, sentAtMs, changes: [change] };
}

/** Up to its second version a database kept a row for each accepted change, and an empty shadow under each new record. */
export async function intoBatches(tx: Transaction): Promise<void> {
	const sent = tx.table<SentBatch, string>('sent');
	const outbox = tx.table<EarlierOutboxRow, number>('outbox');
	await sent.bulkPut((await sent.toArray()).map(asBatch));
	await tx.table<StoredRecord>('shadow').filter(isEmptyBase).delete();

	const acked = await outbox.filter(({ state }) => state === 'acked').toArray();
	await sent.bulkPut(acked.map(batchOf));
	const underWay: Meta['underWay'] = acked.map(({ id, unitId, seq }) => ({ batch: id, heads: { [unitId]: seq! } }));
	await tx.table('meta').put({ key: 'underWay', value: underWay });
	await outbox.bulkDelete(acked.map(({ order }) => order));
}

function batchOf({ id, order, change, seq, stamp, ackedAtMs, lost }: EarlierOutboxRow): SentBatch {
	return {
		id,
		sentAtMs: ackedAtMs!,
		changes: [{ id, order, change, seq: seq!, stamp: stamp!, ...(lost && { lost }) }]
	};
}
