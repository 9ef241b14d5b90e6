import { beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, SILENCE, Syncer } from '../../../../tests/support/syncing-device.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import type { Reply } from '../lanes/transport.ts';
import { SyncEngine } from './sync-engine.ts';

let phone: Syncer;
beforeEach(async () => {
	phone = await Syncer.open();
});

describe('both lanes', () => {
	test('run until they rest: what was saved is there, and what that made is here', async () => {
		await phone.engine.sync();
		await phone.save(2);
		await phone.engine.sync();

		expect([phone.waiting, phone.server.log().length]).toEqual([0, 2]);
		expect([...phone.store.disk.records.values()].map(({ seq }) => seq)).toEqual([1, 2]);
		expect(phone.asked.filter((one) => one === 'push 2')).toHaveLength(1);
	});

	test('fetch with cursors what was sent, once the last batch is through', async () => {
		await phone.engine.sync();
		phone.asked.length = 0;
		await phone.save();
		await phone.engine.send();
		await phone.engine.sync();
		expect(phone.lanes).toEqual(['push 1', 'pull', 'question']);
		await phone.engine.send();
		await phone.engine.stop();

		expect(phone.lanes).toEqual(['push 1', 'pull', 'question']);
	});

	test('do so, too, when the server gives no marks to go by', async () => {
		await phone.engine.sync();
		phone.asked.length = 0;
		await phone.save();
		const seq = { seq: 1, stamp: '0jo3f0000000.phone001', was: 0 };
		const [{ id }] = phone.store.disk.outbox.values() as Iterable<{ id: string }> as [{ id: string }];
		const { nowMs: now } = phone.server;
		phone.push = answer(200, { now, epoch: 'epoch-1', receipts: [{ id, r: 'ok', ...seq }], records: [] });
		await phone.engine.send();
		await phone.engine.stop();

		expect(phone.lanes).toEqual(['push 1', 'pull']);
	});

	test('fetch nothing when nothing was sent', async () => {
		await phone.engine.sync();
		phone.asked.length = 0;
		await phone.engine.send();
		expect(phone.asked).toEqual([]);

		await phone.save(2);
		phone.push = answer(413);
		phone.onpush = async () => void (phone.push = phone.asked.length > 1 ? SILENCE : phone.push);
		await phone.engine.send();
		await phone.engine.stop();
		expect(phone.asked).toEqual(['push 2', 'push 1']);
	});

	test('do nothing once stopped', async () => {
		await phone.engine.stop();
		await phone.save();
		await phone.engine.sync();

		expect(phone.asked).toEqual([]);
	});
});

describe('news that the server tells of', () => {
	test('are fetched with cursors at once', async () => {
		await phone.engine.sync();
		phone.asked.length = 0;
		await phone.engine.fetchNews();

		expect(phone.asked[0]).toBe('pull');
	});

	test('are fetched, too, when what was being sent did not arrive', async () => {
		await phone.engine.sync();
		phone.asked.length = 0;
		await phone.save();
		phone.push = SILENCE;
		phone.onpush = () => phone.engine.fetchNews();
		await phone.engine.send();
		await phone.engine.stop();

		expect(phone.lanes).toEqual(['push 1', 'pull']);
	});

	test('wait for what is being sent, and are then fetched once', async () => {
		await phone.engine.sync();
		phone.asked.length = 0;
		await phone.save();
		phone.onpush = async () => {
			await phone.engine.fetchNews();
			await phone.engine.fetchNews();
		};
		await phone.engine.send();
		await phone.engine.sync();

		expect(phone.asked.filter((one) => one === 'pull')).toHaveLength(1);
		expect(phone.asked[0]).toBe('push 1');
	});
});

describe('the reference', () => {
	const reference = { ...REFERENCE, version: 'reference-1' };

	test('is fetched when the server names another one than is here', async () => {
		await phone.db.reference.put({ id: 'current', reference: { ...reference, version: 'reference-0' } });
		phone.reference = answer(200, reference);
		await phone.engine.fetch();
		expect(phone.asked).toEqual(['pull', 'reference reference-0']);
		expect((await phone.db.reference.get('current'))?.reference.version).toBe('reference-1');

		await phone.engine.fetch();
		expect(phone.asked).toEqual(['pull', 'reference reference-0', 'question']);
	});

	test.each<[string, Reply]>([
		['nothing', SILENCE],
		['another status', answer(500, reference)],
		['the page of a hotel’s network', answer(200, '<html>')]
	])('stays what it is when %s comes', async (_, reply) => {
		phone.reference = reply;
		await phone.engine.fetch();

		expect(phone.asked.at(-1)).toBe('reference none');
		expect(await phone.db.reference.get('current')).toBeUndefined();
	});

	test('is there with the first page of many', async () => {
		await phone.write(3);
		phone.limit = 1;
		phone.reference = answer(200, reference);
		await phone.engine.fetch();

		expect(phone.asked).toEqual(['pull', 'reference none', 'pull', 'pull']);
	});

	test('is not asked for when the server names none', async () => {
		phone.named = '';
		await phone.engine.fetch();

		expect(phone.asked).toEqual(['pull']);
	});

	test('is not asked for when the server did not answer', async () => {
		await phone.store.transact('strict', (tx) => tx.putMeta('referenceWanted', 'reference-1'));
		phone.pull = SILENCE;
		await phone.engine.fetch();

		expect(phone.asked).toEqual(['pull']);
	});
});

describe('the screens are told', () => {
	test('that the server was reached, and when', async () => {
		await phone.engine.fetch();

		expect(await phone.status()).toMatchObject({
			...{ lastContactAtMs: phone.server.nowMs, offlineSinceMs: null, isServerBusy: false, trouble: null }
		});
	});

	test('that the first page of many has reached it', async () => {
		await phone.write(2);
		phone.limit = 1;
		phone.reference = SILENCE;
		phone.onpull = async () => void (phone.pull = phone.asked.length > 1 ? SILENCE : undefined);
		await phone.engine.fetch();

		expect(phone.asked).toEqual(['pull', 'reference none', 'pull']);
		expect((await phone.status()).lastContactAtMs).toBe(phone.server.nowMs);
	});

	test('nothing that they know', async () => {
		await phone.engine.sync();
		const put = vi.spyOn(phone.db.status, 'put');
		await phone.engine.send();
		expect(put).not.toHaveBeenCalled();
		await phone.engine.fetch();
		expect(put).toHaveBeenCalledTimes(1);
	});

	test('that sending reached it, too, once a second at most', async () => {
		await phone.save();
		await phone.engine.send();
		const { lastContactAtMs } = await phone.status();
		expect(lastContactAtMs).toBe(phone.server.nowMs);
	});

	test('since when there has been no server, as long as that lasts', async () => {
		const sinceMs = phone.server.nowMs;
		phone.pull = SILENCE;
		await phone.engine.fetch();
		phone.server.nowMs += 60_000;
		await phone.engine.fetch();
		expect(await phone.status()).toMatchObject({ offlineSinceMs: sinceMs, isServerBusy: false, sending: null });

		phone.pull = undefined;
		await phone.engine.fetch();
		expect(await phone.status()).toMatchObject({ offlineSinceMs: null });
	});

	test('that it answers and takes nothing', async () => {
		phone.pull = SILENCE;
		await phone.engine.fetch();
		phone.pull = answer(503);
		await phone.engine.fetch();

		expect(await phone.status()).toMatchObject({ offlineSinceMs: null, isServerBusy: true });
	});

	test('what only a person can mend', async () => {
		phone.pull = answer(401, { error: 'signed-out' });
		await phone.engine.fetch();
		expect(await phone.status()).toMatchObject({ trouble: 'signed-out', sending: null });

		phone.pull = undefined;
		await phone.engine.fetch();
		expect(await phone.status()).toMatchObject({ trouble: null });
	});

	test('nothing of the network when the device itself fails', async () => {
		await phone.engine.fetch();
		const before = await phone.status();
		const broken = new Error('the disk is broken');
		phone.store.transact = () => Promise.reject(broken);
		phone.server.nowMs += 60_000;
		await phone.engine.sync();

		expect(phone.failures).toEqual([broken, broken]);
		expect(await phone.status()).toEqual({ ...before, sending: null });
	});

	test('that one lane has to wait, until both go on', async () => {
		const isSlowed = async () => (await phone.status()).isSlowed;
		await phone.save();
		[phone.push, phone.pull] = [answer(429), answer(429)];
		await phone.engine.sync();
		expect(await isSlowed()).toBe(true);
		phone.push = undefined;
		await phone.engine.send();
		await phone.engine.fetch();
		expect(await isSlowed()).toBe(true);

		phone.pull = undefined;
		await phone.engine.fetch();
		expect(await isSlowed()).toBe(false);
	});

	test('what an earlier life of the app has left of that is taken back', async () => {
		await phone.db.status.put({ ...(await phone.status()), isSlowed: true, id: 'current' } as never);
		await phone.engine.fetch();

		expect((await phone.status()).isSlowed).toBe(false);
	});
});

test('after failures both lanes begin anew with short pauses, when a network is back', async () => {
	const waits: number[] = [];
	[phone.push, phone.pull] = [SILENCE, SILENCE];
	await phone.save();
	phone.engine = new SyncEngine({
		...{ store: phone.store, db: phone.db, personId: 'can-bo', app: 'test', chance: () => 1 },
		world: { now: () => 0, random: (bytes) => new Uint8Array(bytes) },
		timers: { set: (_, ms) => void waits.push(ms), clear: () => undefined },
		onfailure: () => undefined,
		ondoubt: () => undefined,
		onunstored: () => undefined,
		transport: { push: async () => SILENCE, pull: async () => SILENCE, reference: async () => SILENCE }
	});
	phone.engine.start();
	for (let time = 0; time < 3; time++) await phone.engine.sync();
	expect(waits.slice(-2)).toEqual([8_000, 8_000]);

	phone.engine.forgetFailures();
	await phone.engine.sync();
	expect(waits.slice(-2)).toEqual([2_000, 2_000]);
});
