import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { MemoryStore } from '../../../../tests/support/memory-store.ts';
import type { OutboxRow } from '../store/device-store.ts';
import { endUnderWay, keepAccepted, readUnderWay, renameUnderWay } from './under-way.ts';

const DOSSIER = { unitId: '15697', kind: 'dossier', recordId: 'dossier:6' };
const OTHER_COMMUNE = { ...DOSSIER, unitId: '15664' };

function made(order: number, id: string, key: typeof DOSSIER): OutboxRow {
	const change: Change = { id, v: 1, ...key, set: {}, hlc: '', device: 'phone001', n: order };
	return { order, id, ...key, change, state: 'new', savedAtMs: 0 };
}

test('a batch of which a part is unsent again keeps its place: its changes lie under those that were accepted later', async () => {
	const store = new MemoryStore();
	const accepted = (rows: OutboxRow[]) =>
		store.transact('relaxed', (tx) =>
			keepAccepted(
				tx,
				rows.map((row) => ({ row, receipt: { seq: row.order, stamp: '' } })),
				{ sentAtMs: 0, passed: () => 0 }
			)
		);
	await accepted([made(1, 'elsewhere', OTHER_COMMUNE), made(2, 'earlier', DOSSIER)]);
	await accepted([made(3, 'later', DOSSIER)]);

	const laidOver = await store.transact('relaxed', async (tx) => {
		const [batch] = await tx.sentBatches(['elsewhere']);
		const [, left] = batch!.changes;
		await tx.deleteSent(['elsewhere']);
		await tx.putSent({ ...batch!, id: left!.id, changes: [left!] });
		await renameUnderWay(tx, 'elsewhere', left!.id);
		return readUnderWay(tx, new Set([DOSSIER.unitId]));
	});

	expect([...laidOver.values()].map((changes) => changes.map(({ id }) => id))).toEqual([['earlier', 'later']]);
});

describe('which accepted changes may not have come down yet', () => {
	let store: MemoryStore;
	beforeEach(() => {
		store = new MemoryStore();
	});
	type Tx = Parameters<Parameters<MemoryStore['transact']>[1]>[0];
	const within = <T>(work: (tx: Tx) => Promise<T>) => store.transact('strict', work);
	const accept = (rows: OutboxRow[], passed: (unitId: string) => number = () => 0, proof?: string) =>
		within(async (tx) => {
			await tx.putOutbox(rows);
			const accepted = rows.map((row) => ({ row, receipt: { seq: row.order, stamp: 's', proof } }));
			await keepAccepted(tx, accepted, { sentAtMs: 77, passed });
		});
	const underWay = () => store.disk.meta.get('underWay');
	const read = async (units: string[], beyond?: { [unitId: string]: number }) => {
		const found = await within((tx) => readUnderWay(tx, new Set(units), beyond));
		return [...found.values()].flat().map(({ id }) => id);
	};

	test('a batch leaves the outbox as one row, with what each got', async () => {
		const rows = [made(1, 'a', DOSSIER), made(2, 'b', DOSSIER)];
		await accept(rows, undefined, 'proof');

		expect(store.disk.outbox.size).toBe(0);
		const of = ({ id, order, change }: OutboxRow) => ({
			id,
			order,
			change,
			seq: order,
			stamp: 's',
			proof: 'proof'
		});
		expect([...store.disk.sent.values()]).toEqual([{ id: 'a', sentAtMs: 77, changes: rows.map(of) }]);
		expect(underWay()).toEqual([{ batch: 'a', heads: { [DOSSIER.unitId]: 2 } }]);
	});

	test('of an earlier server without a proof nothing is invented', async () => {
		await accept([made(1, 'a', DOSSIER)]);

		expect(store.disk.sent.get('a')!.changes[0]).not.toHaveProperty('proof');
		expect(store.disk.sent.get('a')!.changes[0]).not.toHaveProperty('lost');
	});

	test('nothing is kept when nothing was accepted', async () => {
		await accept([]);

		expect([store.disk.sent.size, underWay()]).toEqual([0, undefined]);
	});

	test('what had come down before its receipt is not, that seq among it', async () => {
		await accept([made(1, 'a', DOSSIER), made(2, 'b', DOSSIER)], () => 2);
		expect(underWay()).toBeUndefined();

		await accept([made(3, 'c', DOSSIER), made(4, 'd', OTHER_COMMUNE)], (unitId) =>
			unitId === DOSSIER.unitId ? 2 : 9
		);
		expect(underWay()).toEqual([{ batch: 'c', heads: { [DOSSIER.unitId]: 3 } }]);
	});

	test('are told by unit, and without those of batches that an answer is part of already', async () => {
		await accept([made(1, 'a', DOSSIER), made(2, 'b', OTHER_COMMUNE)]);
		await accept([made(3, 'c', DOSSIER)]);

		expect(await read([DOSSIER.unitId])).toEqual(['a', 'c']);
		expect(await read([OTHER_COMMUNE.unitId])).toEqual(['b']);
		expect(await read(['15703'])).toEqual([]);
		expect(await read([DOSSIER.unitId], { [DOSSIER.unitId]: 1 })).toEqual(['c']);
		expect(await read([DOSSIER.unitId, OTHER_COMMUNE.unitId], { [DOSSIER.unitId]: 3 })).toEqual(['b']);
	});

	test('are none of a batch that is not there any more', async () => {
		await within((tx) => tx.putMeta('underWay', [{ batch: 'gone', heads: { [DOSSIER.unitId]: 4 } }]));

		expect(await read([DOSSIER.unitId])).toEqual([]);
	});

	test('nothing is read where nothing is under way', async () => {
		const asked: unknown[] = [];
		await within((tx) => {
			tx.sentBatches = async (ids) => {
				asked.push(ids);
				return [];
			};
			return readUnderWay(tx, new Set([DOSSIER.unitId]));
		});

		expect(asked).toEqual([]);
	});

	describe('once the records of a unit have come down', () => {
		beforeEach(async () => {
			await accept([made(1, 'a', DOSSIER), made(2, 'b', OTHER_COMMUNE)]);
			await accept([made(3, 'c', DOSSIER)]);
		});
		const end = (unitId: string, seq?: number) => within((tx) => endUnderWay(tx, unitId, seq));

		test('up to a seq: that one and those before it', async () => {
			await end(DOSSIER.unitId, 2);
			expect(underWay()).toEqual([
				{ batch: 'a', heads: { [OTHER_COMMUNE.unitId]: 2 } },
				{ batch: 'c', heads: { [DOSSIER.unitId]: 3 } }
			]);
			await end(DOSSIER.unitId, 3);
			expect(underWay()).toEqual([{ batch: 'a', heads: { [OTHER_COMMUNE.unitId]: 2 } }]);
		});

		test('all of them, when the unit is taken away', async () => {
			await end(DOSSIER.unitId);
			await end(OTHER_COMMUNE.unitId);

			expect(underWay()).toEqual([]);
		});

		test('nothing is written where nothing ends', async () => {
			await within((tx) => {
				tx.putMeta = () => Promise.reject(new Error('nothing is to be written'));
				return endUnderWay(tx, DOSSIER.unitId, 0);
			});
			await within((tx) => {
				tx.putMeta = () => Promise.reject(new Error('nothing is to be written'));
				return endUnderWay(tx, '15703', 99);
			});
			expect(await read([DOSSIER.unitId])).toEqual(['a', 'c']);
		});
	});

	test('a batch of which nothing is left is under way no more, and others are', async () => {
		await accept([made(1, 'a', DOSSIER)]);
		await accept([made(3, 'c', DOSSIER)]);
		await within((tx) => renameUnderWay(tx, 'a', undefined));
		expect(underWay()).toEqual([{ batch: 'c', heads: { [DOSSIER.unitId]: 3 } }]);

		await within((tx) => {
			tx.putMeta = () => Promise.reject(new Error('nothing is to be written'));
			return renameUnderWay(tx, 'unknown', 'x');
		});
	});
});
