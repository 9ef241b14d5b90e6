import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import type { OutboxRow, Suspected } from '../store/device-store.ts';
import { noteSuspect, releaseAll } from './suspects.ts';

const NOW_MS = 1_000_000_000;
const HOUR_MS = 3_600_000;
const SERVER_MS = 5_000;
const KEY = { unitId: '15697', kind: 'check', recordId: 'check-1' };

let store: MemoryStore;
beforeEach(() => {
	store = new MemoryStore();
});

function row(more: Partial<OutboxRow> = {}): OutboxRow {
	const order = more.order ?? 1;
	const change = { id: `change-${order}`, v: 1, ...KEY, set: {}, hlc: 'h', device: 'phone001', n: order };
	return { order, id: change.id, ...KEY, change, state: 'new', savedAtMs: 0, ...more };
}
const suspected = (failures: number, more: Partial<Suspected> = {}): Suspected => ({
	...{ sinceMs: SERVER_MS, failures, countsFromMs: 0, ...more }
});
const put = (...rows: OutboxRow[]) => store.transact('strict', (tx) => tx.putOutbox(rows));
const note = (sent: OutboxRow, nowMs = NOW_MS) =>
	store.transact('strict', (tx) => noteSuspect(tx, sent, { nowMs, serverNowMs: SERVER_MS }));
const accept = (sentAtMs: number) => store.transact('strict', (tx) => tx.putSent({ id: 'x', sentAtMs, changes: [] }));
const kept = (order = 1) => store.disk.outbox.get(order);

describe('a change that failed alone while the server answered', () => {
	test('is suspected from then on by the server’s clock, and may be tried at once', async () => {
		await put(row(), row({ order: 2 }));
		await note(row({ order: 2 }));

		const now = { sinceMs: SERVER_MS, failures: 0, countsFromMs: NOW_MS };
		expect(kept(2)).toEqual(row({ order: 2, suspected: now, dueAtMs: NOW_MS }));
		expect(kept(), 'another change of the record').toEqual(row());
	});

	test.each([
		[0, 5_000],
		[1, 15_000],
		[2, 60_000],
		[3, 300_000],
		[9, 300_000]
	])('after %i failures more waits %i ms', async (failures, pauseMs) => {
		const before = row({ suspected: suspected(failures) });
		await put(before);
		await note(before);

		expect(kept()).toMatchObject({
			...{ state: 'new', dueAtMs: NOW_MS + pauseMs },
			suspected: { sinceMs: SERVER_MS, failures: failures + 1, countsFromMs: NOW_MS + pauseMs }
		});
	});

	test('is set aside at the fifth, when another change was accepted since, and tried every hour', async () => {
		const before = row({ suspected: suspected(4) });
		await put(before);
		await accept(SERVER_MS - 1);
		await note(before);
		expect(kept()).toMatchObject({ state: 'new', suspected: { failures: 5 } });

		await put(before);
		await accept(SERVER_MS);
		await note(before);
		expect(kept()).toMatchObject({ state: 'aside', dueAtMs: NOW_MS + HOUR_MS });
	});

	test('is not set aside before the fifth', async () => {
		const before = row({ suspected: suspected(3) });
		await put(before);
		await accept(SERVER_MS);
		await note(before);

		expect(kept()).toMatchObject({ state: 'new', suspected: { failures: 4 } });
	});

	test('stays aside once it is', async () => {
		const before = row({ state: 'aside', suspected: suspected(7) });
		await put(before);
		await note(before);

		expect(kept()).toMatchObject({ state: 'aside', dueAtMs: NOW_MS + HOUR_MS });
	});

	test('is not counted again in the same bad moment of the network, but for a clock that was set back', async () => {
		const soon = row({ suspected: suspected(2, { countsFromMs: NOW_MS + HOUR_MS }) });
		await put(soon);
		await note(soon);
		expect(kept()).toEqual({ ...soon, dueAtMs: NOW_MS + HOUR_MS });

		const far = row({ suspected: suspected(2, { countsFromMs: NOW_MS + HOUR_MS + 1 }) });
		await put(far);
		await note(far);
		expect(kept()).toMatchObject({ suspected: { failures: 3 } });
		const due = row({ suspected: suspected(2, { countsFromMs: NOW_MS }) });
		await put(due);
		await note(due);
		expect(kept()).toMatchObject({ suspected: { failures: 3 } });
	});

	test('of which another tab has had the receipt, or was the first to suspect it, is let be', async () => {
		await put(row({ order: 2 }));
		await note(row());
		expect([...store.disk.outbox.keys()]).toEqual([2]);

		const others = row({ suspected: suspected(1) });
		await put(others);
		await note(row());
		expect(kept()).toEqual(others);
	});
});

describe('when the program starts, the network is back, or a person asks', () => {
	const release = () => releaseAll(store);

	test('whatever was put off may go now, and stays what it is', async () => {
		await put(
			row({ state: 'held', dueAtMs: 5, heldSinceMs: 1 }),
			row({ order: 2, state: 'aside', dueAtMs: 5, suspected: suspected(5) }),
			row({ order: 3 })
		);
		await release();

		expect([...store.disk.outbox.values()]).toEqual([
			row({ state: 'held', heldSinceMs: 1 }),
			row({ order: 2, state: 'aside', suspected: suspected(5) }),
			row({ order: 3 })
		]);
	});

	test('what an earlier version set aside without knowing anything against it is as new', async () => {
		await put(row({ state: 'aside', dueAtMs: 5 }));
		await release();

		expect(kept()).toEqual(row());
	});

	test('and nothing else is written', async () => {
		await put(row(), row({ order: 2, dueAtMs: 5 }));
		const written: number[] = [];
		const transact = store.transact.bind(store);
		store.transact = (durability, work) =>
			transact(durability, (tx) => {
				const { putOutbox } = tx;
				tx.putOutbox = (rows) => (written.push(...rows.map(({ order }) => order)), putOutbox.call(tx, rows));
				return work(tx);
			});
		await release();

		expect(written).toEqual([2]);
	});
});
