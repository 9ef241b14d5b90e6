import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PullRequest } from '#lib/domain/changes/pull.ts';
import type { PushRequest } from '#lib/domain/changes/push.ts';
import { asSeen } from '#lib/domain/records/record-edit.ts';
import { AnsweringServer, MINH_CHAU } from '../../../../tests/support/answering-server.ts';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { saveEdits } from '../outbox/save-edits.ts';
import { DeviceDatabase } from '../store/device-database.ts';
import { readStatus } from '../store/sync-status.ts';
import { SyncEngine } from './sync-engine.ts';
import type { Lines, Reply } from '../lanes/transport.ts';

const SILENCE: Reply = { kind: 'silence' };
const answer = (status: number, body: unknown = {}): Reply => ({ kind: 'answer', status, body, retryAfterMs: null });

/** A phone with both lanes, and the server that they speak to. */
class Syncer {
	readonly server = new AnsweringServer();
	readonly store = new MemoryStore();
	readonly db = new DeviceDatabase('sync-engine', { indexedDB: new IDBFactory(), IDBKeyRange });
	readonly failures: unknown[] = [];
	/** Each request, in order: of a pull, whether it was asked with cursors. */
	readonly asked: string[] = [];
	planned = 0;
	/** What comes in place of the server's answer. */
	push: Reply | undefined;
	pull: Reply | undefined;
	reference: Reply = answer(404);
	onpush: () => Promise<void> = async () => undefined;
	engine = this.start();

	static async open(): Promise<Syncer> {
		const syncer = new Syncer();
		const clock = { device: 'phone001', n: 0, order: 0, hlc: undefined, offsetMs: 0 };
		await syncer.store.transact('strict', (tx) => tx.putMeta('clock', clock));
		return syncer;
	}

	start(): SyncEngine {
		const engine = new SyncEngine({
			...{ store: this.store, db: this.db, personId: 'can-bo', app: 'test', chance: () => 1 },
			world: { now: () => this.server.nowMs, random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)) },
			timers: { set: () => (this.planned += 1), clear: () => undefined },
			onfailure: (cause) => void this.failures.push(cause),
			ondoubt: () => undefined,
			transport: {
				push: async (body) => {
					const { changes, ...envelope } = body as PushRequest;
					this.asked.push(`push ${changes.length}`);
					await this.onpush();
					return this.push ?? answer(200, await this.server.officer.push(changes, envelope));
				},
				pull: async (body): Promise<Reply | Lines> => {
					const request = body as PullRequest;
					this.asked.push(request.cursors ? 'pull' : 'question');
					if (this.pull) return this.pull;
					const lines = await this.server.officer.pull(request);
					return {
						kind: 'lines',
						lines: (async function* () {
							yield* lines;
						})()
					};
				},
				reference: async (version) => {
					this.asked.push(`reference ${version ?? 'none'}`);
					return this.reference;
				}
			}
		});
		engine.start();
		return engine;
	}

	async save(count = 1): Promise<void> {
		const world = {
			now: () => this.server.nowMs,
			random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
		};
		for (let index = 0; index < count; index++) {
			const recordId = `dossier:${index + 1}`;
			const edit = { unitId: MINH_CHAU, kind: 'dossier', recordId, set: { state: { state: 'complete' } } };
			await saveEdits({ store: this.store, world, personId: 'can-bo' }, [asSeen(edit, undefined)]);
		}
	}

	status = () => readStatus(this.db);
	get waiting(): number {
		return this.store.disk.outbox.size;
	}
}

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

		expect(phone.asked.slice(0, 2)).toEqual(['push 1', 'pull']);
	});

	test('fetch nothing when nothing was sent', async () => {
		await phone.engine.sync();
		phone.asked.length = 0;
		await phone.engine.send();

		expect(phone.asked).toEqual([]);
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

	test('is not asked for when the server did not answer', async () => {
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
		transport: { push: async () => SILENCE, pull: async () => SILENCE, reference: async () => SILENCE }
	});
	phone.engine.start();
	for (let time = 0; time < 3; time++) await phone.engine.sync();
	expect(waits.slice(-2)).toEqual([8_000, 8_000]);

	phone.engine.forgetFailures();
	await phone.engine.sync();
	expect(waits.slice(-2)).toEqual([2_000, 2_000]);
});
