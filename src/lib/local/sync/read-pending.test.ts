import { expect, test } from 'vitest';
import type { OutboxRow } from '../store/device-store.ts';
import { readPending } from './read-pending.ts';

const VISIT = '0191b0c0-0000-7000-8000-000000000001';

function row(order: number, kind: string, recordId: string): OutboxRow {
	const key = { unitId: '15697', kind, recordId };
	const change = { id: `change-${order}`, v: 1, ...key, set: {}, hlc: 'h', device: 'phone001', n: order };

	return { order, id: change.id, ...key, change, state: 'new', savedAtMs: 1_000 + order };
}

const outbox = (rows: OutboxRow[], changes = rows.length) => ({
	outboxAfter: (_order: number, count: number) => Promise.resolve(rows.slice(0, count)),
	countOutbox: () => Promise.resolve(changes)
});

test('the desk hears of a visit as one thing, as the phone shows it', async () => {
	const rows = [
		row(1, 'visit', VISIT),
		row(2, 'finding', `finding:${VISIT}:6`),
		row(3, 'finding', `finding:${VISIT}:7`)
	];

	expect(await readPending(outbox(rows))).toEqual({ changes: 3, items: 1, oldest: 1_001 });
	expect(await readPending(outbox([]))).toEqual({ changes: 0, items: 0, oldest: null });
});

test('of more than is read at a time only the number of changes is told', async () => {
	const all = Array.from({ length: 500 }, (_, index) => row(index + 1, 'visit', VISIT));

	expect(await readPending(outbox(all))).toEqual({ changes: 500, items: 1, oldest: 1_001 });
	expect(await readPending(outbox(all, 501))).toEqual({ changes: 501, oldest: 1_001 });
});
