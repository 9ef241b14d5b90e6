import { beforeEach, describe, expect, test } from 'vitest';
import { SendingDevice } from '../../../../tests/support/sending-device.ts';
import { releaseAll } from './suspects.ts';

let device: SendingDevice;
beforeEach(async () => {
	device = await SendingDevice.make();
});

const HOUR_MS = 3_600_000;
const COUNTS = Array.from({ length: 70 }, (_, index) => index + 1);

describe('missing network is no reason to suspect a change', () => {
	test.each(COUNTS)('%i tries without network, and all goes at the first try with it', async (tries) => {
		const first = await device.save();
		device.road.missing = 'network';
		for (let time = 0; time < tries; time++) expect((await device.send()).kind).toBe('later');
		const second = await device.save();
		expect(device.outbox.map(({ id, state }) => [id, state])).toEqual([
			[first, 'new'],
			[second, 'new']
		]);

		device.road.missing = undefined;
		await device.sendAll();
		expect(device.waiting).toEqual([]);
	});

	test('saved, reloaded, saved again, and then the network comes', async () => {
		device.road.missing = 'network';
		await device.save();
		for (let time = 0; time < 3; time++) await device.send();
		device.reload();
		await device.save();
		for (let time = 0; time < 2; time++) await device.send();

		device.road.missing = undefined;
		expect(await device.sendAll()).toEqual({ kind: 'idle' });
		expect(device.waiting).toEqual([]);
	});

	test.each(['network', 'hotel page', 'bad gateway'] as const)(
		'%s: three minutes of it hold up no change and none of its record’s later ones',
		async (missing) => {
			const record = '018f0000-0000-7000-8000-000000000001';
			for (let n = 0; n < 5; n++) await device.save(record);
			device.road.missing = missing;
			await device.sendFor(3);
			await device.save();
			await device.sendFor(1);

			device.road.missing = undefined;
			await device.sendAll();
			expect(device.waiting).toEqual([]);
		}
	);

	test('a network that breaks off at every second request, whichever change that hits', async () => {
		for (let n = 0; n < 4; n++) await device.save();
		let requests = 0;
		device.road.onrequest = () => {
			requests += 1;
			device.road.missing = requests % 2 === 0 ? 'network' : undefined;
		};
		await device.sendFor(30);
		expect(device.outbox.filter(({ state }) => state === 'aside')).toEqual([]);

		device.road.onrequest = () => (device.road.missing = undefined);
		device.nowMs += HOUR_MS;
		await device.sendAll();
		expect(device.waiting).toEqual([]);
	});
});

describe('a change on which the connection breaks while others get through', () => {
	test('lets the others pass at once', async () => {
		const bad = await device.save();
		for (let n = 0; n < 20; n++) await device.save();
		device.road.drop(bad);

		await device.sendFor(1);
		expect(device.waiting).toEqual([bad]);
	});

	test('is set aside after five failures between two answers each, over several minutes', async () => {
		const bad = await device.save();
		await device.save();
		device.road.drop(bad);
		await device.sendFor(5);
		expect(device.rowOf(bad)?.state).toBe('new');

		await device.sendFor(5);
		expect(device.rowOf(bad)).toMatchObject({ state: 'aside', suspected: { failures: 5 } });
		const alone = device.road.requests.flatMap((ids, at) => (ids[0] === bad && ids.length === 1 ? [at] : []));
		for (const at of alone.slice(-5)) {
			expect([device.road.requests[at - 1], device.road.requests[at + 1]]).toEqual([[], []]);
		}
	});

	test('is so too when a server answers to it alone with a failure', async () => {
		const bad = await device.save();
		await device.save();
		device.road.fail(bad, 500);
		await device.sendFor(10);

		expect(device.rowOf(bad)?.state).toBe('aside');
	});

	test('is not set aside while no other change gets through either', async () => {
		const changes = [await device.save(), await device.save(), await device.save()];
		for (const id of changes) device.road.fail(id, 500);
		await device.sendFor(120);
		expect(device.outbox.map(({ state }) => state)).toEqual(['new', 'new', 'new']);

		device.road.failing.clear();
		device.nowMs += HOUR_MS;
		await device.sendAll();
		expect(device.waiting).toEqual([]);
	});

	test('a server that takes nothing but answers is not asked without a pause', async () => {
		for (let n = 0; n < 60; n++) device.road.fail(await device.save(), 500);
		await device.sendAll();
		await device.sendAll();

		expect(device.road.requests.length).toBeLessThan(30);
	});

	test('two of them let pass what lies between and behind', async () => {
		const first = await device.save();
		const second = await device.save();
		await device.save();
		for (const id of [first, second]) device.road.drop(id);
		await device.sendFor(1);

		expect(device.waiting).toEqual([first, second]);
	});

	test('keeps the later changes of its record behind it, in their order', async () => {
		const record = '018f0000-0000-7000-8000-000000000001';
		const [bad, ...behind] = [await device.save(record), await device.save(record), await device.save(record)];
		await device.save();
		device.road.drop(bad!);
		await device.sendFor(10);
		expect(device.outbox.map(({ id, state }) => [id, state])).toEqual([
			[bad, 'aside'],
			...behind.map((id) => [id, 'new'])
		]);

		device.road.failing.clear();
		await releaseAll(device.store);
		await device.sendAll();
		expect(device.waiting).toEqual([]);
		expect(device.road.requests.filter(({ length }) => length > 0).slice(-2)).toEqual([[bad], behind]);
	});
});

describe('what is set aside', () => {
	/** A change that a proxy drops, set aside. */
	async function asideChange(): Promise<string> {
		const bad = await device.save();
		await device.save();
		device.road.drop(bad);
		await device.sendFor(10);
		expect(device.rowOf(bad)?.state).toBe('aside');
		return bad;
	}

	test('is sent when a person asks for it', async () => {
		await asideChange();
		device.road.failing.clear();
		await device.sendAll();
		expect(device.waiting).toHaveLength(1);

		await releaseAll(device.store);
		await device.sendAll();
		expect(device.waiting).toEqual([]);
	});

	test('is sent by itself within the hour', async () => {
		await asideChange();
		device.road.failing.clear();
		await device.sendFor(61);
		expect(device.waiting).toEqual([]);
	});

	test('stays set aside, over a reload too, as long as it does not get through', async () => {
		const bad = await asideChange();
		device.reload();
		await releaseAll(device.store);
		await device.sendFor(130);

		expect(device.rowOf(bad)?.state).toBe('aside');
	});

	test('by an earlier version of the program goes with the first batch of this one', async () => {
		const id = await device.save();
		const later = await device.save();
		const dueAtMs = device.nowMs + 58 * 60_000;
		await device.store.transact('strict', (tx) =>
			tx.putOutbox([{ ...device.rowOf(id)!, state: 'aside', dueAtMs }])
		);

		await releaseAll(device.store);
		await device.sendAll();
		expect(device.road.requests).toEqual([[id, later]]);
		expect(device.waiting).toEqual([]);
	});
});

test('what the server puts off goes at once when a person asks for it', async () => {
	const id = await device.save();
	const held = { state: 'held', code: 'prev-unknown', heldSinceMs: device.nowMs, dueAtMs: device.nowMs + HOUR_MS };
	await device.store.transact('strict', (tx) => tx.putOutbox([{ ...device.rowOf(id)!, ...held, state: 'held' }]));
	await device.sendAll();
	expect(device.waiting).toEqual([id]);

	await releaseAll(device.store);
	await device.sendAll();
	expect(device.waiting).toEqual([]);
});
