import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { SendingDevice } from '../../../../tests/support/sending-device.ts';
import { measureOffset } from './push-lane.ts';
import type { Reply } from '../lanes/transport.ts';

const RECORD = '018f0000-0000-7000-8000-000000000001';

let device: SendingDevice;
beforeEach(async () => {
	device = await SendingDevice.make();
});

const answer = (status: number, body?: unknown, retryAfterMs: number | null = null): Reply => ({
	kind: 'answer',
	status,
	body,
	retryAfterMs
});
/** What comes to the next request; after it the server answers again. */
function once(reply: Reply): void {
	const { push } = device.road;
	device.road.push = (body) => {
		device.road.push = push;
		void body;
		return Promise.resolve(reply);
	};
}
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
const meta = (key: 'clock' | 'epoch' | 'marks') => device.store.disk.meta.get(key);

describe('an answer about the request as a whole', () => {
	test.each<[string, Reply, object]>([
		['a session that has ended', answer(401, { error: 'signed-out' }), { kind: 'stopped', trouble: 'signed-out' }],
		[
			'a program that is too old',
			answer(426, { error: 'protocol' }),
			{ kind: 'stopped', trouble: 'update-needed' }
		],
		[
			'too much sent',
			answer(429, {}, 9_000),
			{ kind: 'later', retryAfterMs: 9_000, heard: true, trouble: 'slowed' }
		],
		['a database that is away', answer(503, {}, 5_000), { kind: 'later', retryAfterMs: 5_000, heard: true }],
		['no answer', { kind: 'silence' }, { kind: 'later', retryAfterMs: null, heard: false }],
		['a page of the network’s', answer(200, '<html>'), { kind: 'later', retryAfterMs: null, heard: false }],
		['a failure', answer(500), { kind: 'later', retryAfterMs: null, heard: true }],
		[
			'an answer without any receipt',
			answer(200, { now: 1, epoch: 'epoch-1', receipts: [], records: [] }),
			{ kind: 'later', retryAfterMs: null, heard: true }
		]
	])('%s: everything is kept', async (_, reply, outcome) => {
		const id = await device.save();
		once(reply);

		expect(await device.send()).toEqual(outcome);
		expect(device.waiting).toEqual([id]);
		expect(device.rowOf(id)).not.toHaveProperty('suspected');
		await device.sendAll();
		expect(device.waiting).toEqual([]);
	});

	test('receipts of others than were sent are none', async () => {
		await device.save();
		changed((body) => ({ ...body, receipts: [{ id: 'x', r: 'hold', code: 'newer' }] }));

		expect(await device.send()).toMatchObject({ kind: 'later' });
	});

	test('one receipt of several is enough to go on', async () => {
		const [, second] = [await device.save(), await device.save()];
		changed((body) => ({ ...body, receipts: body.receipts.slice(0, 1) }));

		expect(await device.send()).toEqual({ kind: 'went-on', done: 1 });
		expect(device.waiting).toEqual([second]);
	});
});

describe('another database than the request was meant for', () => {
	test('is noted: what the one before had accepted goes up again', async () => {
		const id = await device.save();
		await device.sendAll();
		expect(meta('epoch')).toBe('epoch-1');
		await device.save();
		once(answer(409, { error: 'other-epoch', epoch: 'epoch-2', now: device.nowMs }));

		expect(await device.send()).toEqual({ kind: 'went-on', done: 0 });
		expect(meta('epoch')).toBe('epoch-2');
		expect(device.waiting).toContain(id);
	});

	test.each([
		['that says nothing', { error: 'other-epoch' }],
		['that is the same', { error: 'other-epoch', epoch: 'epoch-1', now: 1 }]
	])('an answer %s is a failure', async (_, body) => {
		await device.save();
		await device.sendAll();
		await device.save();
		once(answer(409, body));

		expect(await device.send()).toEqual({ kind: 'later', retryAfterMs: null, heard: true });
		expect(meta('epoch')).toBe('epoch-1');
	});

	test('an answer that another one has overtaken counts no more', async () => {
		const id = await device.save();
		device.road.onrequest = () => {
			device.road.onrequest = () => undefined;
			void device.store.transact('strict', (tx) => tx.putMeta('epoch', 'epoch-9'));
		};
		await device.send();

		expect([device.waiting, meta('epoch')]).toEqual([[id], 'epoch-9']);
	});
});

describe('too large', () => {
	test('together they go one by one; alone a change lies where its author sees it, with nothing held up', async () => {
		const ids = [await device.save(), await device.save(), await device.save(RECORD)];
		const later = await device.save(RECORD);
		device.road.fail(ids[2]!, 413);
		expect(await device.send()).toEqual({ kind: 'went-on', done: 0 });
		for (let steps = 0; steps < 8; steps++) await device.send();

		expect(device.road.requests.slice(0, 2).map((sent) => sent.length)).toEqual([4, 2]);
		expect(device.waiting).toEqual([]);
		expect([...device.store.disk.attention.values()]).toMatchObject([
			{ id: ids[2], code: 'too-large', message: '', atMs: device.nowMs, changes: [{ id: ids[2] }, { id: later }] }
		]);
		expect(device.nameOf(RECORD)).toBeUndefined();
	});

	test('what goes at once doubles again with each answer', async () => {
		const twelve = async () => void (await Promise.all(Array.from({ length: 12 }, () => device.save())));
		await twelve();
		once(answer(413));
		await device.sendAll();
		await twelve();
		await device.sendAll();

		expect(device.road.requests.map((sent) => sent.length)).toEqual([6, 6, 12]);
	});

	test('what another tab has had the receipt of meanwhile is let be', async () => {
		const id = await device.save();
		device.road.fail(id, 413);
		device.road.onrequest = () => {
			const { order } = device.rowOf(id)!;
			device.road.onrequest = () => undefined;
			void device.store.transact('strict', (tx) => tx.deleteOutbox([order]));
		};

		expect(await device.send()).toEqual({ kind: 'went-on', done: 1 });
		expect(device.store.disk.attention.size).toBe(0);
	});
});

describe('what an answer tells beside its receipts', () => {
	test('the device’s clock and the database', async () => {
		await device.save();
		changed((body) => ({ ...body, now: device.nowMs + 60_000 }));
		device.road.onrequest = () => void (device.nowMs += 4_000);
		await device.send();

		expect(meta('clock')).toMatchObject({ device: 'phone001', offsetMs: 62_000, heardAtMs: device.nowMs + 60_000 });
		expect(meta('epoch')).toBe('epoch-1');
		expect(measureOffset(100, 10, 31)).toBe(80);
	});

	test('marks go along with the next changes of their unit, and no others', async () => {
		const sent: object[] = [];
		await device.store.transact('strict', (tx) => tx.putMeta('marks', { '15697': [4, 'm'], '15703': [2, 'n'] }));
		const push = device.road.push.bind(device.road);
		device.road.push = (body) => (sent.push(body as object), push(body));
		await device.save();
		await device.send();

		expect(sent).toMatchObject([
			{
				protocol: 1,
				app: 'test',
				person: 'can-bo',
				device: 'phone001',
				epoch: null,
				now: device.nowMs,
				marks: { '15697': [4, 'm'] }
			}
		]);
		expect((sent[0] as { marks: object }).marks).not.toHaveProperty('15703');
	});

	test('a record that the device cannot store keeps no receipt from it', async () => {
		const id = await device.save(RECORD);
		changed((body) => ({ ...body, records: [device.paper(RECORD, 9, 'Sổ của huyện')] }));
		failOnce(new DOMException('too deep', 'DataCloneError') as unknown as Error);

		expect(await device.send()).toEqual({ kind: 'went-on', done: 1 });
		expect(device.waiting).toEqual([]);
		expect(device.store.disk.sent.has(id)).toBe(true);
		expect(device.nameOf(RECORD)).toBe('Sổ');
	});

	test.each([
		['a full disk', 'QuotaExceededError', true],
		['a fault of a value, when no records came', 'DataCloneError', false]
	])('%s is the device’s own failure, and nothing is lost', async (_, name, withRecords) => {
		const id = await device.save(RECORD);
		if (withRecords) changed((body) => ({ ...body, records: [device.paper(RECORD, 9, 'Sổ')] }));
		failOnce(new DOMException('no', name) as unknown as Error);

		await expect(device.send()).rejects.toMatchObject({ name });
		expect(device.waiting).toEqual([id]);
	});

	function failOnce(failure: Error): void {
		const { store } = device;
		const transact = store.transact.bind(store);
		device.road.onrequest = () => {
			store.transact = (durability, work) => {
				store.transact = transact;
				return transact(durability, async (tx) => {
					await work(tx);
					throw failure;
				});
			};
		};
	}
});

describe('a batch that fails while the server answers', () => {
	test('is halved until it is found what fails, and the rest gets through', async () => {
		const ids: string[] = [];
		for (let n = 0; n < 6; n++) ids.push(await device.save());
		device.road.fail(ids[3]!, 500);
		expect(await device.send()).toEqual({ kind: 'later', retryAfterMs: null, heard: true });
		expect(await device.send()).toEqual({ kind: 'went-on', done: 0 });
		for (let steps = 0; steps < 8; steps++) await device.send();

		expect(device.waiting).toEqual([ids[3]]);
		expect(device.rowOf(ids[3]!)?.suspected).toBeDefined();
		expect(device.road.requests.map((sent) => sent.length).slice(0, 4)).toEqual([6, 6, 0, 3]);
	});

	test('the first one that is suspected after others were accepted keeps nothing waiting', async () => {
		await device.save();
		await device.sendAll();
		device.road.fail(await device.save(), 500);
		await device.send();

		expect(await device.send()).toEqual({ kind: 'went-on', done: 0 });
	});

	test('a second one that is suspected before any was accepted waits: the server may be what fails', async () => {
		const [first, second] = [await device.save(), await device.save()];
		for (const id of [first, second]) device.road.fail(id, 500);
		const outcomes: object[] = [];
		for (let steps = 0; steps < 5; steps++) outcomes.push(await device.send());

		expect(outcomes.map((outcome) => (outcome as { kind: string }).kind)).toEqual([
			'later',
			'went-on',
			'went-on',
			'later',
			'later'
		]);
		expect(outcomes.at(-1)).toEqual({ kind: 'later', retryAfterMs: null, heard: true });
		expect([first, second].map((id) => device.rowOf(id)?.suspected !== undefined)).toEqual([true, true]);
	});

	test('a suspected one is not sent while nobody answers the question before it', async () => {
		const id = await device.save();
		device.road.fail(id, 500);
		for (let steps = 0; steps < 2; steps++) await device.send();
		expect(device.rowOf(id)?.suspected).toBeDefined();
		for (const missing of ['network', 'hotel page', 'bad gateway'] as const) {
			device.road.requests.length = 0;
			device.road.missing = missing;
			expect(await device.send()).toEqual({ kind: 'later', retryAfterMs: null, heard: false });
			expect(device.road.requests).toEqual([[]]);
		}
	});
});
