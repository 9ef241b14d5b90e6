import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import type { PullLine } from '#lib/domain/changes/pull.ts';
import { AnsweringServer, MINH_CHAU } from '../../../../tests/support/answering-server.ts';
import { linesOf, Puller } from '../../../../tests/support/pulling-device.ts';
import type { DeviceTransaction } from '../store/device-store.ts';

let phone: Puller;
beforeEach(async () => {
	phone = await Puller.open();
});

/** Looks into each transaction before its work. */
function before(look: (tx: DeviceTransaction) => Promise<void> | void): void {
	const transact = phone.store.transact.bind(phone.store);
	phone.store.transact = (durability, work) =>
		transact(durability, async (tx) => {
			await look(tx);
			return work(tx);
		});
}

/** Another answer has begun meanwhile, or has taken the commune away. */
const overtake = (tx: DeviceTransaction, generation: number | undefined) => {
	const cursor = { perm: 'p', seq: 0, sweeping: true, whole: false };
	return tx.putMeta('cursors', generation === undefined ? {} : { [MINH_CHAU]: { ...cursor, generation } });
};

/** The server has accepted the change, and the phone has its receipt. */
async function accepted(change: Change): Promise<void> {
	const [receipt] = (await phone.server.officer.push([change])).receipts;
	const { seq, stamp } = receipt as { seq: number; stamp: string };
	const sent = { id: change.id, order: 1, change, seq, stamp };
	await phone.within(async (tx) => {
		await tx.putSent({ id: change.id, sentAtMs: phone.server.nowMs, changes: [sent] });
		await tx.putMeta('underWay', [{ batch: change.id, heads: { [MINH_CHAU]: seq } }]);
	});
}

describe('rows are stored', () => {
	test('five hundred at a time', async () => {
		const stored: number[] = [];
		before((tx) => {
			const { putRecords } = tx;
			tx.putRecords = (rows) => (rows.length > 0 && stored.push(rows.length), putRecords.call(tx, rows));
		});
		await phone.write(500);
		await phone.write(501);
		await phone.step();

		expect(stored).toEqual([500, 500, 1]);
	});

	test('and where there are none, nothing is stored but that', async () => {
		let works = 0;
		before(() => void (works += 1));
		await phone.step();

		// What is asked with, the scopes, the end.
		expect(works).toBe(3);
	});
});

describe('page by page', () => {
	test('what the server’s new database does not have goes with the last page of it', async () => {
		await phone.write(3);
		await phone.step();
		phone.server.store.restore(new AnsweringServer().store.disk, 'epoch-2');
		await phone.write(2);
		const now = phone.server.records().map(({ id }) => id);
		phone.limit = 1;
		await phone.step();
		await phone.step();
		expect(phone.store.disk.records.size).toBeGreaterThan(3);
		await phone.stepAll();

		expect([...phone.store.disk.records.values()].map(({ id }) => id).sort()).toEqual(now.sort());
	});

	test('an accepted change is laid over its record until the last page, which may be the one that brings it', async () => {
		await phone.step();
		const change = phone.server.officer.check();
		await accepted(change);
		await phone.write(2);
		const { recordId } = change;
		await phone.server.office.push([phone.server.office.check(3, { recordId, prev: change.id })]);
		phone.expectNews();
		phone.limit = 1;
		await phone.step();
		expect(phone.meta('underWay')).toHaveLength(1);
		await phone.stepAll();

		expect(phone.meta('underWay')).toEqual([]);
	});
});

describe('the end of an answer', () => {
	const endAt = (seq: number) => (lines: PullLine[]) =>
		linesOf(
			lines.map((line) =>
				'end' in line ? { ...line, cursors: { [MINH_CHAU]: ['p', seq] }, digest: undefined } : line
			)
		);

	test('tells how far it went, though no row has so high a number', async () => {
		await phone.write(2);
		phone.instead = endAt(9);
		await phone.step();

		expect(phone.cursor()).toMatchObject({ seq: 9 });
	});

	test('takes back no row that has come', async () => {
		await phone.write(2);
		phone.instead = endAt(1);
		await phone.step();

		expect(phone.cursor()).toMatchObject({ seq: 2 });
	});

	test('lets what a second snapshot has brought be counted at once', async () => {
		await phone.write(2);
		await phone.step();
		const { store } = new AnsweringServer();
		phone.server.store.restore(store.disk, 'epoch-2');
		await phone.write(2);
		await phone.step();
		phone.instead = (lines) => linesOf(lines.filter((line, index) => !('record' in line) || index % 2 === 0));
		await phone.step();

		expect(phone.doubted).toEqual([MINH_CHAU]);
	});
});

test('what the server had accepted when it answered is part of its rows, and no more laid over them', async () => {
	const first = phone.server.officer.check(2);
	await phone.server.officer.push([first]);
	await phone.step();
	const [record] = structuredClone(phone.server.records());
	await phone.within((tx) => tx.putShadows([{ ...record!, seq: 0, generation: 1 }]));
	await accepted(phone.server.officer.check(7, { recordId: first.recordId, prev: first.id }));
	phone.expectNews();
	const older = (line: PullLine) => ('record' in line ? { record: record! } : { ...line, digest: undefined });
	phone.instead = (lines) => linesOf(lines.map(older));
	await phone.step();

	expect([...phone.store.disk.records.values()]).toMatchObject([
		{ registers: { measurement: { value: { value: 2 } } } }
	]);
	expect(phone.store.disk.shadows.size).toBe(0);
});

test.each([
	['an answer that another one has overtaken', 5],
	['a commune that was taken away meanwhile', undefined]
])('of %s no row counts as one that the device cannot store', async (_, generation) => {
	await phone.write(1);
	let hasFailed = false;
	before(async (tx) => {
		if (hasFailed) await overtake(tx, generation);
		tx.putRecords = (rows) => {
			hasFailed ||= rows.length > 0;
			return Promise.reject(new DOMException('too deep', 'DataCloneError') as unknown as Error);
		};
	});
	await phone.step();

	expect(hasFailed).toBe(true);
	expect(phone.meta('unstored')).toBeUndefined();
});
