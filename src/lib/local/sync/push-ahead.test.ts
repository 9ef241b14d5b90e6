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
	/** A lane that sends two at a time. */
	function laneOfTwo(): PushLane {
		return new PushLane({
			store: device.store,
			transport: device.road,
			world: { now: () => device.nowMs, random: (bytes) => new Uint8Array(bytes).fill(9) },
			personId: 'can-bo',
			app: 'test',
			changesAtOnce: 2,
			ondoubt: () => undefined
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
		lane = laneOfTwo();
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
		await lane.step();

		expect(sent()).toEqual([ids.slice(0, 2), ids.slice(2, 4)]);
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
