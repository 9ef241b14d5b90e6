import { beforeEach, describe, expect, test } from 'vitest';
import type { Receipt } from '#lib/domain/changes/push.ts';
import { SendingDevice } from '../../../../tests/support/sending-device.ts';
import { rebuild } from '../replica/layers.ts';
import { endUnderWay } from '../replica/under-way.ts';
import { setRowAside } from '../replica/unstored-rows.ts';
import { settlePush, type PushReply } from './settle-push.ts';

const RECORD = '018f0000-0000-7000-8000-000000000001';
const STAMP = '0jo3f0000000.phone001';
const MINUTE_MS = 60_000;

let device: SendingDevice;
beforeEach(async () => {
	device = await SendingDevice.make();
});

const ok = (id: string, seq: number): Receipt => ({ id, r: 'ok', seq, stamp: STAMP, was: 0 });
const refused = (id: string): Receipt => ({ id, r: 'refused', code: 'locked', message: 'verified' });
const held = (id: string): Receipt => ({ id, r: 'hold', code: 'prev-unknown' });

/** The answer to what lies in the outbox now. */
function settle(receipts: Receipt[], more: Partial<PushReply> = {}, sent = device.outbox): Promise<void> {
	const reply: PushReply = { now: device.nowMs, epoch: 'epoch-1', receipts, records: [], ...more };
	const random = (bytes: number) => new Uint8Array(bytes).fill(7);
	return device.store.transact('strict', (tx) =>
		settlePush(tx, sent, reply, { personId: 'can-bo', nowMs: device.nowMs, random })
	);
}

/** What the store is asked by that name from now on. */
function watched(name: 'sent' | 'putRecords'): unknown[] {
	const asked: unknown[] = [];
	const transact = device.store.transact.bind(device.store);
	device.store.transact = (durability, work) =>
		transact(durability, (tx) => {
			const ask = tx[name].bind(tx) as (given?: never) => Promise<never>;
			return work(Object.assign(tx, { [name]: (given?: never) => (asked.push(given), ask(given)) }));
		});
	return asked;
}

const sentIds = () => [...device.store.disk.sent.values()].flatMap(({ changes }) => changes.map(({ id }) => id));
const attention = () => [...device.store.disk.attention.values()];
const clock = () => device.store.disk.meta.get('clock');

describe('what a receipt does to its change', () => {
	test('accepted, it leaves the outbox for what was sent', async () => {
		const id = await device.save();
		await settle([ok(id, 1)]);

		expect([device.waiting, sentIds()]).toEqual([[], [id]]);
	});

	test('refused, it lies where its author sees it, and later changes of a record that is only here come along', async () => {
		const first = await device.save(RECORD);
		const later = await device.save(RECORD);
		const other = await device.save();
		await settle([refused(first)], {}, [device.rowOf(first)!]);

		expect(device.waiting).toEqual([other]);
		expect(attention()).toMatchObject([{ id: first, code: 'locked', changes: [{ id: first }, { id: later }] }]);
	});

	test('refused, it leaves later changes of its record that have the server’s copy to stand on', async () => {
		await device.copy(RECORD, 5, 'Sổ của huyện');
		const first = await device.save(RECORD);
		const later = await device.save(RECORD);
		await settle([refused(first)], {}, [device.rowOf(first)!]);

		expect(device.waiting).toEqual([later]);
		expect(device.nameOf(RECORD)).toBe('Sổ');
		expect(attention()).toMatchObject([{ id: first, changes: [{ id: first }] }]);
	});

	test('refused with the later ones of a record that is only here, they are told as one', async () => {
		const [first, later] = [await device.save(RECORD), await device.save(RECORD)];
		await settle([refused(first), refused(later)]);

		expect(attention()).toMatchObject([{ id: first, changes: [{ id: first }, { id: later }] }]);
	});

	test('refused, it leaves later changes that have an accepted one to stand on', async () => {
		const first = await device.save(RECORD);
		await settle([ok(first, 1)]);
		const second = await device.save(RECORD);
		const later = await device.save(RECORD);
		await settle([refused(second)], {}, [device.rowOf(second)!]);

		expect(device.waiting).toEqual([later]);
	});

	test('refused, it leaves earlier changes of its record', async () => {
		const first = await device.save(RECORD);
		const second = await device.save(RECORD);
		await settle([refused(second)], {}, [device.rowOf(second)!]);

		expect(device.waiting).toEqual([first]);
		expect(attention()).toMatchObject([{ id: second, changes: [{ id: second }] }]);
	});

	test('accepted where another one stands, its value is shown no more', async () => {
		await device.copy(RECORD, 5, 'Sổ của huyện');
		const id = await device.save(RECORD);
		expect(device.nameOf(RECORD)).toBe('Sổ');
		await settle([{ ...ok(id, 6), lost: ['item'] } as Receipt]);

		expect(device.nameOf(RECORD)).toBe('Sổ của huyện');
	});

	test('accepted, its value is shown until the record comes down', async () => {
		await device.copy(RECORD, 5, 'Sổ của huyện');
		const id = await device.save(RECORD);
		const writes = watched('putRecords');
		await settle([ok(id, 6)]);

		expect(device.nameOf(RECORD)).toBe('Sổ');
		expect(writes, 'nothing is shown anew').toEqual([[]]);
	});

	test.each([
		['while a snapshot comes down, which may not have brought it yet, its value is shown', true, 'Sổ'],
		['once all up to it has come down, the record says what stands', false, 'Sổ của huyện']
	])('accepted, %s', async (_, sweeping, shown) => {
		await device.copy(RECORD, 7, 'Sổ của huyện');
		const id = await device.save(RECORD);
		const cursor = { perm: 'p', seq: 9, generation: 2, sweeping };
		await device.store.transact('strict', (tx) => tx.putMeta('cursors', { '15697': cursor }));
		await settle([ok(id, 8)]);

		expect(device.nameOf(RECORD)).toBe(shown);
	});

	test.each([
		['alone', 0],
		['with others that have not come down', 1]
	])(
		'accepted %s after its row had come and could not be stored, its value is shown all the same',
		async (_, others) => {
			const id = await device.save(RECORD);
			const cursors = { '15697': { perm: 'p', seq: 2, generation: 1, sweeping: false, whole: true } };
			const row = { unitId: '15697', kind: 'paper', id: RECORD, seq: 2, registers: {} };
			await device.store.transact('strict', async (tx) => {
				await tx.putMeta('cursors', cursors);
				await setRowAside(tx, row, { app: 'test', personId: 'can-bo' });
			});
			for (let index = 0; index < others; index++) await device.save();
			await settle([ok(id, 1), ...device.waiting.slice(1).map((other) => ok(other, 9))]);
			expect(device.nameOf(RECORD)).toBe('Sổ');
			await device.store.transact('strict', async (tx) => {
				await endUnderWay(tx, '15697', 9);
				await rebuild(tx, [{ unitId: '15697', kind: 'paper', recordId: RECORD }], 'can-bo');
			});

			expect(device.nameOf(RECORD)).toBe('Sổ');
		}
	);

	test('put off, it waits ever longer: a minute, five, a quarter of an hour, then hourly', async () => {
		const id = await device.save();
		const waits: number[] = [];
		for (const passed of [0, 1, 5, 15, 60]) {
			device.nowMs += passed * MINUTE_MS;
			await settle([held(id)]);
			waits.push((device.rowOf(id)!.dueAtMs! - device.nowMs) / MINUTE_MS);
		}

		expect(device.rowOf(id)).toMatchObject({ state: 'held', code: 'prev-unknown' });
		expect(waits).toEqual([1, 5, 15, 60, 60]);
	});

	test('put off, it is no longer suspected: it did arrive', async () => {
		const id = await device.save();
		const suspected = { sinceMs: 0, failures: 3, countsFromMs: 0 };
		await device.store.transact('strict', (tx) => tx.putOutbox([{ ...device.rowOf(id)!, suspected }]));
		await settle([held(id)]);

		expect(device.rowOf(id)?.suspected).toBeUndefined();
	});

	test('without one, it stays as it is', async () => {
		const [first, second] = [await device.save(), await device.save()];
		await settle([ok(second, 1)]);

		expect([device.waiting, device.rowOf(first)?.state]).toEqual([[first], 'new']);
	});

	test('of a change that another tab has had the receipt of meanwhile, nothing is done twice', async () => {
		const id = await device.save();
		const sent = device.outbox;
		await settle([ok(id, 1)], {}, sent);
		await settle([refused(id)], {}, sent);

		expect([sentIds(), attention()]).toEqual([[id], []]);
	});
});

describe('what an answer does to the device', () => {
	test('its clock never falls behind a stamp that was given', async () => {
		const id = await device.save();
		const stamp = 'zzzzzzzzz000.phone001';
		await settle([{ ...ok(id, 1), stamp } as Receipt]);

		expect(clock()).toMatchObject({ hlc: expect.stringMatching(/^zzzzzzzzz/) });
	});

	test('its clock is not taken back by an earlier stamp', async () => {
		const id = await device.save();
		const before = clock();
		await settle([{ ...ok(id, 1), stamp: '000000001000.phone001' } as Receipt]);

		expect(clock()).toEqual(before);
	});

	test.each([
		['takes the place of an earlier copy', 4, 'Sổ của huyện'],
		['takes the place of a copy of the same change', 5, 'Sổ của huyện'],
		['leaves a later copy, which has come down meanwhile', 6, 'Sổ mới hơn']
	])('a record that comes along %s', async (_, held, shown) => {
		await device.copy(RECORD, held, 'Sổ mới hơn');
		const id = await device.save(RECORD);
		await settle([refused(id)], { records: [device.paper(RECORD, 5, 'Sổ của huyện')] as PushReply['records'] });

		expect(device.nameOf(RECORD)).toBe(shown);
	});

	test('a device that was copied takes a new id and counts from 1 again', async () => {
		const id = await device.save();
		await settle([ok(id, 1)], { device: 'renew' });

		expect(clock()).toMatchObject({ n: 0, order: 1 });
		expect(clock()).not.toMatchObject({ device: 'phone001' });
	});

	test('what was accepted is kept for sixty days', async () => {
		const id = await device.save();
		await settle([ok(id, 1)]);
		device.nowMs += 59 * 24 * 60 * MINUTE_MS;
		await settle([ok(await device.save(), 2)]);
		expect(sentIds()).toContain(id);

		device.nowMs += 2 * 24 * 60 * MINUTE_MS;
		await settle([ok(await device.save(), 3)]);
		expect(sentIds()).not.toContain(id);
	});
});

describe('what an earlier version of the program wrote twice', () => {
	const reused = (id: string): Receipt => ({ id, r: 'refused', code: 'id-reuse', message: '' });

	test('is accepted once when both went together: the first receipt of an id holds', async () => {
		const id = await device.save();
		const [row] = device.outbox;
		await device.store.transact('strict', (tx) => tx.putOutbox([{ ...row!, order: row!.order + 1 }]));
		await settle([ok(id, 1), reused(id)]);

		expect([device.waiting, attention()]).toEqual([[], []]);
	});

	test('goes without a word when its change was accepted with an earlier batch', async () => {
		const id = await device.save();
		const [row] = device.outbox;
		await settle([ok(id, 1)]);
		await device.store.transact('strict', (tx) => tx.putOutbox([{ ...row!, order: row!.order + 1 }]));
		await settle([reused(id)]);

		expect([device.waiting, attention(), sentIds()]).toEqual([[], [], [id]]);
	});

	test('is not looked for in all that was sent while no id is taken', async () => {
		const id = await device.save();
		const reads = watched('sent');
		await settle([refused(id)]);

		expect(reads).toEqual([]);
	});

	test('another change whose id is taken is told, and any other refusal of one that was accepted', async () => {
		const [first, second] = [await device.save(), await device.save()];
		await settle([reused(first)], {}, [device.rowOf(first)!]);
		expect(attention()).toMatchObject([{ id: first, code: 'id-reuse' }]);

		const row = device.rowOf(second)!;
		await settle([ok(second, 1)]);
		await device.store.transact('strict', (tx) => tx.putOutbox([row]));
		await settle([refused(second)]);
		expect(attention()).toMatchObject([{ id: first }, { id: second, code: 'locked' }]);
	});
});

test('a mark in a receipt is kept of its unit, and none where there is none', async () => {
	const [first, second] = [await device.save(), await device.save()];
	await settle([ok(first, 1)], {}, [device.rowOf(first)!]);
	expect(device.store.disk.meta.has('marks')).toBe(false);
	await settle([{ ...ok(second, 2), mark: 'mark-2' } as Receipt]);

	expect(device.store.disk.meta.get('marks')).toEqual({ '15697': [2, 'mark-2'] });
});

describe('accepted, and its record has come down already', () => {
	const cursor = (seq: number, sweeping = false) =>
		device.store.transact('strict', (tx) =>
			tx.putMeta('cursors', { '15697': { perm: 'p', seq, generation: 1, sweeping } })
		);
	const underWay = () => device.store.disk.meta.get('underWay');

	test.each([
		['up to its seq', 4, 'Sổ của huyện'],
		['not so far yet', 3, 'Sổ']
	])('with the cursor %s', async (_, seq, shown) => {
		await device.copy(RECORD, 3);
		const id = await device.save(RECORD);
		await cursor(seq);
		await settle([ok(id, 4)]);

		expect(device.nameOf(RECORD)).toBe(shown);
		expect(underWay() === undefined).toBe(seq === 4);
	});

	test.each([
		['with it', 4, 'Sổ của huyện'],
		['before it', 3, 'Sổ']
	])('in the middle of a snapshot it is shown as the copy says that came %s', async (_, seq, shown) => {
		await device.copy(RECORD, 3);
		const id = await device.save(RECORD);
		await device.store.transact('strict', (tx) =>
			tx.putShadows([{ ...device.paper(RECORD, seq, 'Sổ của huyện'), generation: 1 }])
		);
		await cursor(9, true);
		await settle([ok(id, 4)]);

		expect(device.nameOf(RECORD)).toBe(shown);
	});

	test('of a unit that is none of this person’s any more', async () => {
		const id = await device.save(RECORD);
		await device.store.transact('strict', (tx) => tx.putMeta('cursors', {}));
		await settle([ok(id, 4)]);

		expect(underWay()).toBeUndefined();
	});
});

test('a device without a clock gets none from an answer', async () => {
	const id = await device.save();
	const sent = device.outbox;
	const bare = device.store.disk;
	device.store.become({ ...bare, meta: new Map() });
	await settle([ok(id, 1)], {}, sent);

	expect([clock(), device.waiting]).toEqual([undefined, []]);
});

test('before any reading a clock takes the first stamp, and stays without where there is none', async () => {
	const id = await device.save();
	const before = clock() as { hlc: string };
	const set = (hlc: string | undefined) =>
		device.store.transact('strict', (tx) => tx.putMeta('clock', { ...before, hlc } as never));
	await set(undefined);
	await settle([held(id)]);
	expect((clock() as { hlc?: string }).hlc).toBeUndefined();

	await settle([ok(id, 1)]);
	expect((clock() as { hlc?: string }).hlc).toBe(STAMP);
});
