import { Dexie, liveQuery } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepFigures } from '#lib/local/replica/kept-figures.ts';
import { recordsOfKind, recordsOfUnit } from '#lib/local/replica/read-records.ts';
import { askingAgain } from '#lib/local/store/ask-again.ts';
import { DeviceDatabase } from '#lib/local/store/device-database.ts';
import type { DeviceTransaction } from '#lib/local/store/device-store.ts';
import { IndexedDbStore } from '#lib/local/store/indexed-db-store.ts';
import { COMMUNES, REFERENCE } from '../support/trieu-son.ts';
import { attentionItem, CLOCK, dossier, draft, row, sentBatch, stored } from './device-stores.ts';

const GROUND = {
	...{ unit: COMMUNES.find(({ id }) => id === '15697')!, reference: REFERENCE },
	...{ today: '2018-11-05', weeks: 8, app: '1' }
};

let db: DeviceDatabase;
let store: IndexedDbStore;
beforeEach(() => {
	const disk = { indexedDB: new IDBFactory(), IDBKeyRange };
	// Without a browser's own, live queries do nothing.
	Object.assign(Dexie.dependencies, disk);
	db = new DeviceDatabase('can-bo', disk);
	store = new IndexedDbStore(db);
});
afterEach(() => db.close());

const write = (work: (tx: DeviceTransaction) => Promise<unknown>) => store.transact('strict', work);

/** Every answer that a page's query gives, in turn. */
function follow<T>(query: () => Promise<T>) {
	const answers: T[] = [];
	let heard: () => void = () => undefined;
	const subscription = liveQuery(query).subscribe((answer) => {
		answers.push(answer);
		heard();
	});
	return {
		answers,
		async next(count: number): Promise<T> {
			while (answers.length < count) await new Promise<void>((resolve) => (heard = resolve));
			return answers[count - 1]!;
		},
		stop: () => subscription.unsubscribe()
	};
}

describe('what the port writes shows on the pages', () => {
	test.each<[string, () => Promise<unknown[]>, (tx: DeviceTransaction) => Promise<unknown>]>([
		['a record of a commune', () => recordsOfUnit(db, '15697'), (tx) => tx.putRecords([stored(dossier(1))])],
		['a dossier', () => recordsOfKind(db, '15697', 'dossier'), (tx) => tx.putRecords([stored(dossier(1))])],
		['what waits', () => db.outbox.orderBy('order').toArray(), (tx) => tx.putOutbox([row(1)])],
		['what was sent', () => db.sent.where('sentAtMs').above(0).toArray(), (tx) => tx.putSent(sentBatch(1))],
		['what was refused', () => db.attention.toArray(), (tx) => tx.putAttention(attentionItem('a'))],
		['a draft', () => db.draft.toArray(), (tx) => tx.putDraft(draft('check/15697/6.3'))],
		['the clock', () => db.meta.where('key').equals('clock').toArray(), (tx) => tx.putMeta('clock', CLOCK)],
		[
			'a whole page of records',
			() => recordsOfUnit(db, '15697'),
			(tx) => tx.putRecords(Array.from({ length: 500 }, (_, index) => stored(dossier(index + 1))))
		]
	])('%s, when it comes', async (_name, query, work) => {
		const page = follow(query);
		expect(await page.next(1)).toEqual([]);

		await write(work);
		expect((await page.next(2)).length).toBeGreaterThan(0);
		page.stop();
	});

	test.each<[string, () => Promise<unknown[]>, (tx: DeviceTransaction) => Promise<unknown>]>([
		['a record', () => recordsOfUnit(db, '15697'), (tx) => tx.deleteRecords([dossier(1)])],
		['what waits', () => db.outbox.orderBy('order').toArray(), (tx) => tx.deleteOutbox([1])],
		['a draft', () => db.draft.toArray(), (tx) => tx.deleteDraft('check/15697/6.3')],
		['figures kept of a commune', () => db.figures.toArray(), (tx) => tx.putRecords([stored(dossier(2))])]
	])('%s, when it goes', async (_name, query, work) => {
		await write((tx) =>
			Promise.all([
				tx.putRecords([stored(dossier(1))]),
				tx.putOutbox([row(1)]),
				tx.putDraft(draft('check/15697/6.3'))
			])
		);
		await keepFigures(db, GROUND);
		const page = follow(query);
		expect(await page.next(1)).toHaveLength(1);

		await write(work);
		expect(await page.next(2)).toEqual([]);
		page.stop();
	});

	test('a record, when its values change', async () => {
		await write((tx) => tx.putRecords([stored(dossier(1), 4)]));
		const page = follow(() => recordsOfUnit(db, '15697'));
		await page.next(1);

		await write((tx) => tx.putRecords([stored(dossier(1), 9)]));
		expect((await page.next(2))[0]?.seq).toBe(9);
		page.stop();
	});

	test('news of one commune make no other be read again', async () => {
		const other = follow(() => recordsOfUnit(db, '15700'));
		const own = follow(() => recordsOfUnit(db, '15697'));
		await Promise.all([other.next(1), own.next(1)]);

		await write((tx) => tx.putRecords([stored(dossier(1, '15697'))]));
		await own.next(2);
		expect(other.answers).toHaveLength(1);
		other.stop();
		own.stop();
	});

	test('nothing, when the save fails', async () => {
		const page = follow(() => recordsOfUnit(db, '15697'));
		await page.next(1);
		await expect(
			write(async (tx) => {
				await tx.putRecords([stored(dossier(1))]);
				throw new Error('the disk is full');
			})
		).rejects.toThrow('the disk is full');

		await write((tx) => tx.putRecords([stored(dossier(2))]));
		expect((await page.next(2)).map(({ id }) => id)).toEqual(['dossier:2']);
		page.stop();
	});
});

describe('a connection that the browser took away', () => {
	test('leaves a page that waited for it following what is written', async () => {
		let cutOff = 2;
		const page = follow(
			askingAgain(async () => {
				const records = await recordsOfUnit(db, '15697');
				if (cutOff-- > 0) throw new DOMException('The connection was closed', 'AbortError');
				return records;
			})
		);
		expect(await page.next(1)).toEqual([]);

		await write((tx) => tx.putRecords([stored(dossier(1))]));
		expect(await page.next(2)).toHaveLength(1);
		page.stop();
	});

	test('is opened anew, and the save is on disk once', async () => {
		await write((tx) => tx.putMeta('clock', CLOCK));
		db.backendDB().close();

		await write(async (tx) => {
			const clock = (await tx.meta('clock'))!;
			await tx.putMeta('clock', { ...clock, n: clock.n + 1 });
		});
		expect((await store.transact('relaxed', (tx) => tx.meta('clock')))?.n).toBe(1);
	});

	test('after the commit and before it is told: pages hear of what is on disk, also when it is not written again', async () => {
		const page = follow(() => db.outbox.toArray());
		expect(await page.next(1)).toEqual([]);
		const connection = db.backendDB();
		const begin = connection.transaction.bind(connection);
		connection.transaction = (...told) => {
			const transaction = begin(...told);
			const commit = transaction.commit.bind(transaction);
			transaction.commit = () => {
				commit();
				throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
			};
			return transaction;
		};

		let attempts = 0;
		await write(async (tx) => {
			attempts += 1;
			if (attempts === 1) await tx.putOutbox([row(1)]);
		});
		expect(attempts).toBe(2);
		expect(await page.next(2)).toHaveLength(1);
		page.stop();
	});

	test('in the middle of a save, the save is tried once more from its beginning', async () => {
		let attempts = 0;
		await write(async (tx) => {
			attempts += 1;
			await tx.putOutbox([row(attempts)]);
			if (attempts === 1) throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
		});

		expect(attempts).toBe(2);
		expect((await store.transact('relaxed', (tx) => tx.outbox())).map(({ order }) => order)).toEqual([2]);
	});

	test.each([
		['that cannot be opened', 'Connection to Indexed Database server lost', 'UnknownError', 2],
		['that has no room, which no new connection would mend,', 'no room', 'QuotaExceededError', 1]
	])('%s fails the save, with what the browser said', async (_name, said, name, wanted) => {
		let attempts = 0;
		const failing = write(async () => {
			attempts += 1;
			throw new DOMException(said, name);
		});

		await expect(failing).rejects.toThrow(said);
		expect(attempts).toBe(wanted);
	});
});
