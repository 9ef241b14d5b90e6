import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { SendingDevice } from '../../../../tests/support/sending-device.ts';
import { PushLane } from './push-lane.ts';

let device: SendingDevice;
beforeEach(async () => {
	device = await SendingDevice.make();
});

/** Something of the server's answer is another. */
function changed(change: (body: { receipts: object[]; [field: string]: unknown }, sent: Change[]) => object): void {
	const push = device.road.push.bind(device.road);
	device.road.push = async (body) => {
		const reply = await push(body);
		return reply.kind === 'answer' && reply.status === 200
			? { ...reply, body: change(reply.body as { receipts: object[] }, (body as { changes: Change[] }).changes) }
			: reply;
	};
}
describe('while an answer is stored the next batch travels', () => {
	function laneOf(changesAtOnce: number): PushLane {
		return new PushLane({
			store: device.store,
			transport: device.road,
			world: { now: () => device.nowMs, random: (bytes) => new Uint8Array(bytes).fill(9) },
			personId: 'can-bo',
			app: 'test',
			changesAtOnce,
			ondoubt: () => undefined,
			onunstored: () => undefined
		});
	}
	let ids: string[];
	let lane: PushLane;
	beforeEach(async () => {
		// The first answer of all makes the database known.
		await device.save();
		await device.sendAll();
		device.road.requests.length = 0;
		ids = [];
		for (let n = 0; n < 5; n++) ids.push(await device.save());
		lane = laneOf(2);
	});
	const sent = () => device.road.requests;

	test('when all of a full one was taken', async () => {
		expect(await lane.step()).toEqual({ kind: 'went-on', done: 2 });
		expect(sent()).toEqual([ids.slice(0, 2), ids.slice(2, 4)]);
		await lane.step();
		await lane.step();

		expect(sent()).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
		expect(device.waiting).toEqual([]);
	});

	test('without what got another receipt, and nothing that was taken twice', async () => {
		changed((body) => ({
			...body,
			receipts: body.receipts.map((receipt) =>
				(receipt as { id: string }).id === ids[0] ? { id: ids[0], r: 'hold', code: 'newer' } : receipt
			)
		}));
		const later = await device.save(device.rowOf(ids[0]!)!.recordId);
		await lane.step();
		expect(sent()).toEqual([ids.slice(0, 2), ids.slice(2, 4)]);
		await lane.step();

		expect(sent()).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
		expect(device.waiting).toContain(later);
	});

	test('and what goes next was read while the one before travelled', async () => {
		const done: string[] = [];
		const transact = device.store.transact.bind(device.store);
		device.store.transact = (durability, work) => (done.push('store'), transact(durability, work));
		device.road.onrequest = () => void done.push('request');
		await lane.step();

		expect(done.slice(0, 4)).toEqual(['store', 'request', 'store', 'request']);
	});

	test('but nothing behind a change that is put off, when a suspected one was taken that lies between', async () => {
		const [putOff, suspect] = ids.map((id) => device.rowOf(id)!);
		await device.store.transact('strict', async (tx) => {
			await tx.deleteOutbox(device.outbox.map(({ order }) => order));
			const suspected = { sinceMs: 0, failures: 0, countsFromMs: 0 };
			await tx.putOutbox([
				{ ...putOff!, dueAtMs: device.nowMs + 60_000 },
				{ ...suspect!, suspected }
			]);
		});
		await device.save(putOff!.recordId);
		await laneOf(1).step();

		expect(sent()).toEqual([[], [suspect!.id]]);
	});

	test.each([
		['another database', { epoch: 'epoch-2' }],
		['a new id for the device', { device: 'renew' }]
	])('not when the answer tells of %s', async (_, told) => {
		changed((body) => ({ ...body, ...told }));
		await lane.step();

		expect(sent()).toEqual([ids.slice(0, 2)]);
	});

	test('not when the batch was not full', async () => {
		await lane.step();
		await lane.step();
		sent().length = 0;
		await device.save();
		await lane.step();

		// That was the answer to the fifth alone; what was saved since goes with the next step.
		expect(sent()).toEqual([]);
		await lane.step();
		expect(sent()).toHaveLength(1);
	});

	test('a store that fails meanwhile is told, when the other has ended', async () => {
		const failure = new Error('the disk is broken');
		const transact = device.store.transact.bind(device.store);
		let requests = 0;
		device.road.onrequest = () => {
			requests += 1;
			if (requests === 1)
				device.store.transact = (durability, work) =>
					durability === 'relaxed' && requests === 2 ? Promise.reject(failure) : transact(durability, work);
		};

		await expect(lane.step()).rejects.toBe(failure);
	});
});
