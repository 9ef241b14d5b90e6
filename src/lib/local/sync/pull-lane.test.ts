import { beforeEach, describe, expect, test } from 'vitest';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { PullLine } from '#lib/domain/changes/pull.ts';
import { AnsweringServer, DAN_LY, MINH_CHAU } from '../../../../tests/support/answering-server.ts';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import { linesOf, Puller } from '../../../../tests/support/pulling-device.ts';
import type { Reply } from '../lanes/transport.ts';

const answer = (status: number, error?: string): Reply => ({
	kind: 'answer',
	status,
	body: { error },
	retryAfterMs: 7_000
});

let phone: Puller;
beforeEach(async () => {
	phone = await Puller.open();
});

describe('what is new', () => {
	test('comes down whole the first time, and then one short question tells that nothing is', async () => {
		await phone.write(3);
		expect(await phone.step()).toEqual({ kind: 'idle' });
		expect(phone.seqs).toEqual([1, 2, 3]);
		expect(phone.cursor()).toEqual({
			perm: expect.any(String),
			seq: 3,
			generation: 1,
			sweeping: false,
			whole: false
		});
		expect(phone.meta('epoch')).toBe('epoch-1');
		expect(phone.meta('referenceWanted')).toBe('reference-1');

		phone.instead = (lines) => (expect(lines).toMatchObject([{ unchanged: true }]), undefined);
		phone.server.nowMs += 5_000;
		expect(await phone.step()).toEqual({ kind: 'idle' });
		expect(phone.meta('clock')).toMatchObject({ heardAtMs: phone.server.nowMs });
		expect(phone.requests.map(({ cursors, heads }) => [cursors !== undefined, heads !== undefined])).toEqual([
			[true, false],
			[false, true]
		]);
	});

	test('is asked for with cursors when something is expected, or the server has named more than has come', async () => {
		await phone.write(1);
		await phone.step();
		phone.expectNews();
		await phone.step();
		expect(phone.requests.at(-1)).toMatchObject({
			cursors: { [MINH_CHAU]: [expect.any(String), 1] },
			marks: { [MINH_CHAU]: [1, expect.any(String)] }
		});

		await phone.within((tx) => tx.putMeta('marks', { [MINH_CHAU]: [2, 'mark'] }));
		await phone.step();
		expect(phone.requests.at(-1)).toHaveProperty('cursors');
	});

	test('is asked for with cursors after a short question that found something', async () => {
		await phone.write(1);
		await phone.step();
		await phone.write(1);

		expect(await phone.step()).toEqual({ kind: 'went-on', done: 0 });
		expect(await phone.step()).toEqual({ kind: 'idle' });
		expect(phone.seqs).toEqual([1, 2]);
	});

	test('comes page by page; until the last a commune is not whole', async () => {
		await phone.write(5);
		phone.limit = 2;
		expect(await phone.step()).toEqual({ kind: 'went-on', done: 2 });
		expect(phone.cursor()).toMatchObject({ seq: 2, sweeping: true });
		expect(await phone.step()).toEqual({ kind: 'went-on', done: 2 });
		expect(await phone.step()).toEqual({ kind: 'idle' });

		expect([phone.seqs, phone.cursor()]).toMatchObject([
			[1, 2, 3, 4, 5],
			{ seq: 5, sweeping: false, generation: 1 }
		]);
	});

	test('moves the device’s clock onto the server’s', async () => {
		phone.onanswer = async () => void (phone.server.nowMs += 2_000);
		await phone.step();

		expect(phone.meta('clock')).toMatchObject({ offsetMs: 59_000, heardAtMs: phone.server.nowMs - 2_000 });
	});

	test('is asked for by this program, and tells what has not been sent', async () => {
		phone.photos = 4;
		phone.app = 'next';
		phone.reload();
		const change = phone.server.officer.check();
		const row = {
			id: change.id,
			unitId: MINH_CHAU,
			kind: 'check',
			recordId: change.recordId,
			change,
			state: 'new' as const
		};
		await phone.within((tx) =>
			tx.putOutbox([
				{ ...row, order: 2, savedAtMs: 9 },
				{ ...row, order: 1, savedAtMs: 5 }
			])
		);
		await phone.step();

		expect(phone.requests[0]).toMatchObject({
			...{
				protocol: 1,
				app: 'next',
				person: 'can-bo',
				device: 'phone001',
				epoch: null,
				now: phone.server.nowMs - 60_000
			},
			pending: { changes: 2, oldest: 5, photos: 4 }
		});
	});

	test('is asked for without photos and changes where there are none', async () => {
		await phone.step();

		expect(phone.requests[0]!.pending).toEqual({ changes: 0, items: 0, oldest: null, photos: 0 });
	});
});

describe('an answer that breaks off', () => {
	test.each([
		['in the middle', (lines: PullLine[]) => linesOf(lines.slice(0, -2), new TypeError('reset'))],
		['with a line of somebody else’s', (lines: PullLine[]) => linesOf([...lines.slice(0, -2), '<html>'])],
		['before its end, in silence', (lines: PullLine[]) => linesOf(lines.slice(0, -2))]
	])('%s loses nothing that came', async (_, cut) => {
		await phone.write(600);
		phone.instead = cut;
		expect(await phone.step()).toEqual({ kind: 'later', retryAfterMs: null, heard: false });
		const came = phone.seqs.length;
		expect(came).toBeGreaterThanOrEqual(500);
		expect(phone.cursor()).toMatchObject({ sweeping: true });

		phone.instead = undefined;
		expect(await phone.step()).toEqual({ kind: 'idle' });
		expect(phone.seqs).toHaveLength(600);
		const asked = phone.requests.at(-1)!.cursors![MINH_CHAU]!;
		expect(asked[1]).toBeGreaterThanOrEqual(500);
	});
});

describe('a request that is not answered with news', () => {
	test.each<[string, Reply, object]>([
		['no answer', { kind: 'silence' }, { kind: 'later', retryAfterMs: null, heard: false }],
		['a session that has ended', answer(401, 'signed-out'), { kind: 'stopped', trouble: 'signed-out' }],
		['a program that is too old', answer(426, 'protocol'), { kind: 'stopped', trouble: 'update-needed' }],
		[
			'too much asked for',
			answer(429, 'slow-down'),
			{ kind: 'later', retryAfterMs: 7_000, heard: true, trouble: 'slowed' }
		],
		['a database that is away', answer(503, 'database-away'), { kind: 'later', retryAfterMs: 7_000, heard: true }]
	])('%s', async (_, reply, outcome) => {
		phone.instead = () => reply;

		expect(await phone.step()).toEqual(outcome);
	});

	test('a device whose database was taken away stops', async () => {
		phone = new Puller();
		phone.reload();

		expect(await phone.step()).toEqual({ kind: 'stopped', trouble: 'cleared' });
		expect(phone.requests).toEqual([]);
	});
});

describe('a commune that is no longer this person’s', () => {
	test('goes, and what was not sent of it lies where they see it', async () => {
		await phone.write(2);
		await phone.step();
		const change = phone.server.officer.check();
		const { id, unitId, kind, recordId } = change;
		await phone.within((tx) =>
			tx.putOutbox([{ order: 1, id, unitId, kind, recordId, change, state: 'new', savedAtMs: 0 }])
		);
		await phone.within((tx) =>
			tx.putMeta('unstored', { [MINH_CHAU]: [{ kind: 'check', id: 'x', seq: 1, digest: 1, app: 'test' }] })
		);
		phone.by = phone.server.person('can-bo', 'commune_officer', [DAN_LY], 'phone001');
		await phone.stepAll();

		expect([phone.seqs, Object.keys(phone.meta('cursors') as object)]).toEqual([[], [DAN_LY]]);
		expect([...phone.store.disk.attention.values()]).toMatchObject([
			{ id, code: 'scope-lost', atMs: phone.server.nowMs - 60_000 }
		]);
		expect(phone.meta('unstored')).toEqual({});
	});

	test('also when its cursor has been lost and only its records are here', async () => {
		await phone.within((tx) =>
			tx.putRecords([{ unitId: DAN_LY, kind: 'check', id: 'a', seq: 3, registers: {}, generation: 1 }])
		);
		await phone.stepAll();

		expect(phone.seqs).toEqual([]);
	});
});

describe('when the server’s database is another one', () => {
	test('everything comes anew, and what the new one does not have goes', async () => {
		await phone.write(3);
		await phone.step();
		const { store } = new AnsweringServer();
		phone.server.store.restore(store.disk, 'epoch-2');
		await phone.write(1);
		await phone.stepAll();

		expect([phone.meta('epoch'), phone.seqs]).toEqual(['epoch-2', [1]]);
		expect(phone.cursor()).toMatchObject({ generation: 2, seq: 1, sweeping: false, whole: true });
	});

	test('an answer of the one before, which another answer has overtaken, is passed over', async () => {
		await phone.write(1);
		phone.onanswer = () => phone.within((tx) => tx.putMeta('epoch', 'epoch-2'));

		expect(await phone.step()).toEqual({ kind: 'went-on', done: 0 });
		expect([phone.seqs, phone.meta('cursors')]).toEqual([[], undefined]);
	});
});

test('a snapshot that has been overtaken by the next has no say any more', async () => {
	await phone.write(1);
	phone.instead = (lines) => ({
		kind: 'lines',
		lines: (async function* () {
			yield lines[0];
			await phone.within(async (tx) => {
				const cursors = (await tx.meta('cursors'))!;
				await tx.putMeta('cursors', { [MINH_CHAU]: { ...cursors[MINH_CHAU]!, generation: 5 } });
			});
			yield* lines.slice(1);
		})()
	});
	await phone.step();

	expect([phone.seqs, phone.cursor()]).toMatchObject([[], { generation: 5, seq: 0, sweeping: true }]);
});

describe('a store that fails', () => {
	/** Fails whenever a row of that record is to be stored. */
	function failOn(recordId: string, failure: Error): void {
		const transact = phone.store.transact.bind(phone.store);
		phone.store.transact = (durability, work) =>
			transact(durability, (tx) => {
				const { putRecords } = tx;
				tx.putRecords = (rows) =>
					rows.some((row) => row.id === recordId && row.registers['measurement'])
						? Promise.reject(failure)
						: putRecords.call(tx, rows);
				return work(tx);
			});
	}
	const bad = (): SyncRecord => phone.server.records()[1]!;

	test('is no broken stream: the failure itself is told', async () => {
		await phone.write(3);
		const failure = new DOMException('the disk is full', 'QuotaExceededError');
		failOn(bad().id, failure as unknown as Error);
		await expect(phone.step()).rejects.toBe(failure);

		phone.instead = (lines) => linesOf(lines.slice(0, -1), new TypeError('reset'));
		await expect(phone.step(), 'nor is it when the stream breaks off too').rejects.toBe(failure);
	});

	test('over one row keeps no other away; it is told, and asked for anew by another version of the program', async () => {
		await phone.write(5);
		failOn(bad().id, new DOMException('too deep', 'DataCloneError') as unknown as Error);
		expect(await phone.stepAll()).toEqual({ kind: 'idle' });

		expect(phone.seqs).toEqual([1, 3, 4, 5]);
		expect(phone.unstored).toEqual([`${MINH_CHAU}/check/${bad().id}`]);
		expect(phone.meta('unstored')).toMatchObject({ [MINH_CHAU]: [{ id: bad().id, seq: 2, app: 'test' }] });
		expect(phone.doubted).toEqual([]);

		phone.expectNews();
		await phone.step();
		expect(phone.requests.at(-1)!.cursors).toHaveProperty(MINH_CHAU);
		phone.app = 'next';
		phone.store.transact = MemoryStore.prototype.transact.bind(phone.store);
		phone.reload();
		expect(await phone.stepAll()).toEqual({ kind: 'idle' });
		expect(phone.requests.at(-1)!.cursors).toEqual({});
		expect([phone.seqs, phone.meta('unstored')]).toEqual([[1, 2, 3, 4, 5], {}]);
	});
});

describe('a commune whose records are not what the server counted', () => {
	beforeEach(async () => {
		await phone.write(2);
		await phone.step();
		const [lost] = phone.store.disk.records.values();
		await phone.within((tx) => tx.deleteRecords([{ unitId: MINH_CHAU, kind: lost!.kind, recordId: lost!.id }]));
		await phone.write(1);
	});

	test('is told, and fetched anew', async () => {
		phone.expectNews();
		expect(await phone.step()).toEqual({ kind: 'went-on', done: 1 });
		expect(phone.doubted).toEqual([MINH_CHAU]);
		expect(phone.cursor()).toMatchObject({ perm: '', seq: 0 });
		expect(await phone.step()).toEqual({ kind: 'idle' });

		expect(phone.requests.at(-1)!.cursors).toEqual({});
		expect([phone.seqs, phone.cursor()]).toMatchObject([[1, 2, 3], { generation: 2, whole: true }]);
	});

	test('is not in the middle of an answer, of which more is to come', async () => {
		await phone.write(3);
		phone.expectNews();
		phone.limit = 2;
		expect(await phone.step()).toEqual({ kind: 'went-on', done: 2 });
		expect(phone.doubted).toEqual([]);
	});
});
