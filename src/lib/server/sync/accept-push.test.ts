import { beforeEach, describe, expect, test } from 'vitest';
import type { Taken } from '#lib/domain/changes/push.ts';
import { AnsweringServer, DAN_LY, MINH_CHAU } from '../../../../tests/support/answering-server.ts';

const DAY_MS = 86_400_000;

let server: AnsweringServer;
beforeEach(() => {
	server = new AnsweringServer();
});

describe('a request is turned away as a whole, and nothing of it is taken', () => {
	test.each([0, -1, 2])('when it speaks protocol %s', async (protocol) => {
		const { officer } = server;

		expect(await officer.ask([officer.check()], { protocol })).toMatchObject({
			refusal: { kind: 'protocol', spoken: 1 }
		});
		expect(server.log()).toEqual([]);
	});

	test('when the session is another person’s', async () => {
		const { officer } = server;

		expect(await officer.ask([officer.check()], { person: 'van-phong' })).toMatchObject({
			refusal: { kind: 'other-person' }
		});
		expect(server.log()).toEqual([]);
	});

	test('when it was meant for another database: it is told which one this is, and the time', async () => {
		const { officer } = server;

		expect(await officer.ask([officer.check()], { epoch: 'before' })).toMatchObject({
			refusal: { kind: 'other-epoch', epoch: 'epoch-1', now: server.nowMs }
		});
		expect(server.log()).toEqual([]);
	});
});

test('the answer tells the database and the server’s time', async () => {
	const { officer } = server;

	expect(await officer.push([officer.check()], { epoch: 'epoch-1' })).toEqual({
		now: server.nowMs,
		epoch: 'epoch-1',
		receipts: [expect.objectContaining({ r: 'ok', seq: 1 })],
		records: []
	});
});

test('an answer that took long bears the time at which it leaves, and the changes the one at which they came', async () => {
	const { officer, store } = server;
	const arrivedMs = server.nowMs;
	const { rememberDevice } = store;
	store.rememberDevice = (seen) => {
		expect(seen).toMatchObject({ id: 'phone001', personId: 'can-bo', app: 'test', seenAtMs: arrivedMs });
		server.nowMs += 5_000;
		return rememberDevice(seen);
	};
	const { now, receipts } = await officer.push([officer.check()]);

	expect(now).toBe(arrivedMs + 5_000);
	expect((receipts[0] as Taken).stamp).toBe(
		((await new AnsweringServer().officer.receipt(new AnsweringServer().officer.check())) as Taken).stamp
	);
});

test.each([
	['its name and how far its clock is off', { app: 've-dich 1.2' }, { app: 've-dich 1.2', offsetMs: 90_000 }],
	['no name when it gives none', { app: undefined }, { app: '', offsetMs: 90_000 }]
])('of a device is remembered %s', async (_, envelope, noted) => {
	const { officer, store } = server;
	const remembered: object[] = [];
	store.rememberDevice = async (seen) => void remembered.push(seen);
	await officer.push([], { now: server.nowMs - 90_000, ...envelope });

	expect(remembered).toMatchObject([noted]);
});

test('dates are those of the server’s calendar, or of the day that a demo plays', async () => {
	const { officer } = server;
	// In Vietnam it is the 6th already.
	server.nowMs = Date.parse('2018-11-05T18:00:00Z');
	const onThe6th = () =>
		officer.change({
			set: { measurement: { value: { on: '2018-11-06', value: 1, met: 'met' }, prev: null } }
		});
	expect((await officer.push([onThe6th()])).records).toEqual([]);

	server.ground.config = { today: '2018-11-05' };
	const { records } = await officer.push([onThe6th()]);
	expect(records[0]!.registers['measurement']!.flags).toEqual(['future-date']);
});

describe('a device is asked to take a new id', () => {
	test('when another change bears one of its numbers: both are taken, and the second is marked', async () => {
		const { officer } = server;
		const twin = server.person('can-bo', 'commune_officer', [MINH_CHAU], 'phone001');
		expect(await officer.push([officer.check()])).not.toHaveProperty('device');
		const { device, receipts, records } = await twin.push([twin.check()]);

		expect([device, receipts]).toMatchObject(['renew', [{ r: 'ok' }]]);
		expect(records[0]!.registers['measurement']!.flags).toEqual(['cloned-device']);
	});

	test('also when others that came with it were refused', async () => {
		const { officer } = server;
		const twin = server.person('can-bo', 'commune_officer', [MINH_CHAU], 'phone001');
		await officer.push([officer.check()]);

		expect(await twin.push([twin.check(), twin.change({ set: {} })])).toMatchObject({
			device: 'renew',
			receipts: [{ r: 'ok' }, { r: 'refused' }]
		});
	});

	test('but not for the same change sent once more, nor when nothing was taken', async () => {
		const { officer } = server;
		const change = officer.check();
		await officer.push([change]);
		expect(await officer.push([change])).not.toHaveProperty('device');

		const forbidden = officer.check(2, { unitId: DAN_LY, n: change.n });
		expect(await officer.push([forbidden])).not.toHaveProperty('device');
	});

	test('when it is somebody else’s, and its changes are refused', async () => {
		const { officer } = server;
		await officer.push([]);
		const other = server.person('nguoi-khac', 'commune_officer', [MINH_CHAU], 'phone001');

		expect(await other.push([other.check()])).toMatchObject({
			device: 'renew',
			receipts: [{ r: 'refused', code: 'id-reuse', message: expect.stringContaining('device') as string }]
		});
		expect(server.log()).toEqual([]);
	});

	test('nobody writes as the server’s own device', async () => {
		const { officer } = server;
		const { receipts } = await officer.push([officer.check(2, { device: '00server' })]);

		expect(receipts).toMatchObject([{ r: 'refused', code: 'id-reuse' }]);
	});
});

describe('a change that a device brings back after a restore', () => {
	const goBack = (epoch: string) => {
		const { store } = new AnsweringServer();
		server.store.restore(store.disk, epoch);
	};

	test('keeps the stamp that a database before this one gave it', async () => {
		const { officer } = server;
		const change = officer.check();
		const { stamp, proof } = (await officer.receipt(change)) as Taken;
		goBack('epoch-2');
		server.nowMs += DAY_MS;

		expect(await officer.receipt({ ...change, again: stamp, proof })).toMatchObject({ r: 'ok', stamp });
	});

	test.each([
		['no proof', (_: Taken) => ({})],
		['an invented proof', (_: Taken) => ({ proof: 'A'.repeat(30) })],
		['the proof of another stamp', ({ proof }: Taken) => ({ proof, again: '0jo4xyz12000.phone001' })]
	])('is like any other with %s', async (_, claim) => {
		const { officer } = server;
		const change = officer.check();
		const taken = (await officer.receipt(change)) as Taken;
		goBack('epoch-2');
		const madeMs = server.nowMs;
		server.nowMs += DAY_MS;
		const made = { at: server.nowMs - 1_000, after: 0 };
		const again = (await officer.receipt({ ...change, made, again: taken.stamp, ...claim(taken) })) as Taken;

		expect(again.stamp > taken.stamp).toBe(true);
		const asItWasMade = (await officer.receipt(officer.check(3, { made }))) as Taken;
		expect(again.stamp.slice(0, 9)).toBe(asItWasMade.stamp.slice(0, 9));
		expect(madeMs).toBeLessThan(server.nowMs);
	});

	test('shows a database that has been put back without a word: it gets a new epoch, and says so', async () => {
		const { officer } = server;
		const change = officer.check();
		const { stamp, proof } = (await officer.receipt(change)) as Taken;
		goBack('epoch-1');
		const answer = await officer.ask([officer.check(), { ...change, again: stamp, proof }]);
		const epoch = await server.store.epoch();

		expect(epoch).not.toBe('epoch-1');
		expect(answer).toMatchObject({ refusal: { kind: 'other-epoch', epoch, now: server.nowMs } });
		expect(server.logged).toMatchObject([
			{
				level: 'warn',
				details: { epoch: 'epoch-1', renewed: epoch },
				message: expect.stringContaining('older copy') as string
			}
		]);
		expect(server.log()).toEqual([]);
	});

	test('shows it also when the database has others that come with it', async () => {
		const { officer } = server;
		const [kept, lost] = [officer.check(), officer.check()];
		const first = (await officer.receipt(kept)) as Taken;
		const copy = server.store.disk;
		const second = (await officer.receipt(lost)) as Taken;
		server.store.restore(copy, 'epoch-1');
		const back = (change: object, { stamp, proof }: Taken) => ({ ...change, again: stamp, proof });

		expect(await officer.ask([back(kept, first), back(lost, second)])).toMatchObject({
			refusal: { kind: 'other-epoch' }
		});
	});

	test('shows nothing while the database has it, and gets its first receipt', async () => {
		const { officer } = server;
		const change = officer.check();
		const first = (await officer.receipt(change)) as Taken;

		expect(await officer.receipt({ ...change, again: first.stamp, proof: first.proof })).toEqual(first);
		expect(await server.store.epoch()).toBe('epoch-1');
	});

	test.each([null, 'again', 7, { again: 'x' }, { again: 'x', proof: 'y' }])(
		'is not looked for in what is no change: %j',
		async (raw) => {
			expect((await server.officer.push([raw])).receipts).toMatchObject([{ r: 'refused', code: 'invalid' }]);
			expect(await server.store.epoch()).toBe('epoch-1');
		}
	);
});

describe('a mark that the server once gave', () => {
	let mark: [number, string];
	beforeEach(async () => {
		const { officer } = server;
		await officer.push([officer.check()]);
		const taken = (await officer.receipt(officer.check())) as Taken;
		mark = [taken.seq, taken.mark!];
	});
	const push = (epoch: string | null, told = mark) => server.officer.ask([], { epoch, marks: { [MINH_CHAU]: told } });

	test('shows a database that lacks what it names', async () => {
		server.store.restore(new AnsweringServer().store.disk, 'epoch-1');

		expect(await push('epoch-1')).toMatchObject({ refusal: { kind: 'other-epoch' } });
		expect(await server.store.epoch()).not.toBe('epoch-1');
	});

	test('shows a database in which another change lies there', async () => {
		const other = new AnsweringServer();
		await other.officer.push([other.officer.check(), other.officer.check()]);
		server.store.restore(other.store.disk, 'epoch-1');

		expect(await push('epoch-1')).toMatchObject({ refusal: { kind: 'other-epoch' } });
	});

	test('says nothing where the change still lies', async () => {
		expect(await push('epoch-1')).toMatchObject({ ok: true });
	});

	test('says nothing from a device that has not met this database, or when it is invented', async () => {
		server.store.restore(new AnsweringServer().store.disk, 'epoch-1');

		expect(await push(null)).toMatchObject({ ok: true });
		expect(await push('epoch-1', [mark[0], 'A'.repeat(mark[1].length)])).toMatchObject({ ok: true });
		expect(await push('epoch-1', [mark[0] + 1, mark[1]])).toMatchObject({ ok: true });
		expect(await server.store.epoch()).toBe('epoch-1');
	});
});
