import { describe, expect, test } from 'vitest';
import type { RecordKey } from '#lib/domain/changes/change.ts';
import type { DeviceTransaction, StoredRecord } from '#lib/local/store/device-store.ts';
import {
	attentionItem,
	CLOCK,
	DEVICE_STORES,
	dossier,
	draft,
	idsOf,
	row,
	sentBatch,
	stored,
	useDevice
} from './device-stores.ts';

describe.each(DEVICE_STORES)('the device’s store in $name', ({ open }) => {
	const given = useDevice(open);
	const { write, read } = given;

	test('an empty device holds nothing', async () => {
		const held = await read(async (tx) => ({
			meta: [await tx.meta('clock'), await tx.meta('epoch'), await tx.meta('cursors')],
			outbox: [await tx.outbox(), await tx.outboxOf([dossier(1)])],
			records: [await tx.records([dossier(1)]), await tx.recordsOfUnit('15697'), await tx.records([])],
			shadows: [await tx.shadows([dossier(1)]), await tx.shadowsOfUnit('15697'), await tx.shadows([])],
			rest: [await tx.unitsHeld(), await tx.sent(), await tx.attention('x')]
		}));

		expect(held).toEqual({
			meta: [undefined, undefined, undefined],
			outbox: [[], [[]]],
			records: [[undefined], [], []],
			shadows: [[undefined], [], []],
			rest: [[], [], undefined]
		});
	});

	test('meta: each key keeps its own last value', async () => {
		await write(async (tx) => {
			await tx.putMeta('clock', CLOCK);
			await tx.putMeta('epoch', 'first');
			await tx.putMeta('epoch', 'second');
			await tx.putMeta('cursors', { '15697': { perm: 'p', seq: 3, generation: 1, sweeping: true } });
			await tx.putMeta('referenceWanted', '');
		});

		expect(await read((tx) => tx.meta('clock'))).toEqual(CLOCK);
		expect(await read((tx) => tx.meta('epoch'))).toBe('second');
		expect(await read((tx) => tx.meta('cursors'))).toEqual({
			'15697': { perm: 'p', seq: 3, generation: 1, sweeping: true }
		});
		expect(await read((tx) => tx.meta('referenceWanted'))).toBe('');
	});

	test('outbox: in the order the changes were made, whatever order they were written in', async () => {
		await write((tx) => tx.putOutbox([row(10), row(2)]));
		await write((tx) => tx.putOutbox([row(1), row(30)]));
		await write((tx) => tx.putOutbox([{ ...row(2), state: 'held', code: 'newer' }]));

		expect((await read((tx) => tx.outbox())).map(({ order, state }) => [order, state])).toEqual([
			[1, 'new'],
			[2, 'held'],
			[10, 'new'],
			[30, 'new']
		]);
	});

	test('outbox of a record: its changes alone, in order; equal ids of another unit or kind are others', async () => {
		const key = dossier(7);
		await write((tx) =>
			tx.putOutbox([row(9, key), row(2, key), row(3, dossier(7, '15700')), row(4, { ...key, kind: 'paper' })])
		);

		const found = await read((tx) => tx.outboxOf([key, dossier(7, '15700'), dossier(8)]));
		expect(found.map((rows) => rows.map(({ order }) => order))).toEqual([[2, 9], [3], []]);
	});

	test('outbox: what is deleted is gone, and deleting what is not there does nothing', async () => {
		await write((tx) => tx.putOutbox([row(1), row(2), row(3)]));
		await write((tx) => tx.deleteOutbox([1, 3, 99]));
		await write((tx) => tx.deleteOutbox([]));

		expect(await read((tx) => tx.outbox())).toEqual([row(2)]);
	});

	test('outbox by parts: the next rows after one, and how many there are', async () => {
		await write((tx) => tx.putOutbox([row(10), row(1), row(2), row(30)]));

		expect(await read((tx) => tx.outboxAfter(0, 2))).toEqual([row(1), row(2)]);
		expect(await read((tx) => tx.outboxAfter(2, 5))).toEqual([row(10), row(30)]);
		expect(await read((tx) => tx.countOutbox())).toBe(4);
	});

	describe.each([
		{
			table: 'records',
			get: (tx: DeviceTransaction, keys: readonly RecordKey[]) => tx.records(keys),
			ofUnit: (tx: DeviceTransaction, unitId: string) => tx.recordsOfUnit(unitId),
			put: (tx: DeviceTransaction, records: readonly StoredRecord[]) => tx.putRecords(records),
			remove: (tx: DeviceTransaction, keys: readonly RecordKey[]) => tx.deleteRecords(keys)
		},
		{
			table: 'shadows',
			get: (tx: DeviceTransaction, keys: readonly RecordKey[]) => tx.shadows(keys),
			ofUnit: (tx: DeviceTransaction, unitId: string) => tx.shadowsOfUnit(unitId),
			put: (tx: DeviceTransaction, records: readonly StoredRecord[]) => tx.putShadows(records),
			remove: (tx: DeviceTransaction, keys: readonly RecordKey[]) => tx.deleteShadows(keys)
		}
	])('$table', ({ get, ofUnit, put, remove }) => {
		test('are answered key by key, gaps and repetitions included', async () => {
			await write((tx) => put(tx, [stored(dossier(1)), stored(dossier(2))]));

			expect(await read((tx) => get(tx, [dossier(2), dossier(3), dossier(1), dossier(2)]))).toEqual([
				stored(dossier(2)),
				undefined,
				stored(dossier(1)),
				stored(dossier(2))
			]);
		});

		test('are told apart by unit, kind and id', async () => {
			const keys = [dossier(1), dossier(1, '15700'), { ...dossier(1), kind: 'paper' }];
			await write((tx) =>
				put(
					tx,
					keys.map((key, index) => stored(key, index + 1))
				)
			);

			expect((await read((tx) => get(tx, keys))).map((record) => record?.seq)).toEqual([1, 2, 3]);
			expect((await read((tx) => ofUnit(tx, '15697'))).map(({ seq }) => seq).sort()).toEqual([1, 3]);
			expect((await read((tx) => ofUnit(tx, '15700'))).map(({ seq }) => seq)).toEqual([2]);
			expect(await read((tx) => ofUnit(tx, '1569'))).toEqual([]);
		});

		test.each([
			['side by side', 1],
			['with few between', 2],
			['far apart', 9]
		])('are found and deleted many at once, %s, and no others with them', async (_, step) => {
			const all = Array.from({ length: 200 }, (_, n) => dossier(1000 + n));
			const some = all.filter((_, n) => n >= 10 && n < 10 + 25 * step && n % step === 0).slice(0, 20);
			const keys = [...some, dossier(1, '15700'), dossier(2, '15700')];
			await write((tx) =>
				put(
					tx,
					[...all, dossier(2, '15700')].map((key) => stored(key))
				)
			);

			const found = await read((tx) => get(tx, keys));
			expect(found.map((record) => record?.id)).toEqual([
				...some.map(({ recordId }) => recordId),
				undefined,
				'dossier:2'
			]);
			await write((tx) => remove(tx, some));
			const left = all.filter((key) => !some.includes(key));
			expect((await read((tx) => ofUnit(tx, '15697'))).map(({ id }) => id).sort()).toEqual(
				left.map(({ recordId }) => recordId)
			);
			expect(await read((tx) => ofUnit(tx, '15700'))).toHaveLength(1);
		});

		test('are replaced whole and deleted one by one', async () => {
			await write((tx) => put(tx, [stored(dossier(1)), stored(dossier(2))]));
			await write((tx) => put(tx, [{ ...stored(dossier(1), 8), registers: {} }]));
			await write((tx) => remove(tx, [dossier(2), dossier(99)]));

			expect(await read((tx) => ofUnit(tx, '15697'))).toEqual([{ ...stored(dossier(1), 8), registers: {} }]);
		});
	});

	test('records and shadows do not know of each other', async () => {
		await write((tx) => tx.putRecords([stored(dossier(1), 5)]));
		await write((tx) => tx.putShadows([stored(dossier(1), 4)]));
		await write((tx) => tx.deleteRecords([dossier(1)]));

		expect(await read((tx) => tx.records([dossier(1)]))).toEqual([undefined]);
		expect((await read((tx) => tx.shadows([dossier(1)]))).map((record) => record?.seq)).toEqual([4]);
	});

	test('units held: each once, whether a record, a shadow or a change is kept of it', async () => {
		await write(async (tx) => {
			await tx.putRecords([stored(dossier(1, '15697')), stored(dossier(2, '15697'))]);
			await tx.putShadows([stored(dossier(1, '15697')), stored(dossier(1, '15700'))]);
			await tx.putOutbox([row(1, dossier(1, '15697')), row(2, dossier(1, '15703'))]);
		});
		expect((await read((tx) => tx.unitsHeld())).sort()).toEqual(['15697', '15700', '15703']);

		await write((tx) => tx.deleteShadows([dossier(1, '15700')]));
		await write((tx) => tx.deleteOutbox([2]));
		expect(await read((tx) => tx.unitsHeld())).toEqual(['15697']);
	});

	test('sent: batches kept by id, deleted by id', async () => {
		await write(async (tx) => {
			for (const order of [1, 2, 3]) await tx.putSent(sentBatch(order));
		});
		await write((tx) => tx.putSent({ ...sentBatch(2), sentAtMs: 40 }));
		await write((tx) => tx.deleteSent(['change-3', 'change-99']));

		expect(idsOf(await read((tx) => tx.sent()))).toEqual(['change-1', 'change-2']);
		expect(await read((tx) => tx.sentBatches(['change-2', 'change-3', 'change-1']))).toEqual([
			{ ...sentBatch(2), sentAtMs: 40 },
			undefined,
			sentBatch(1)
		]);
	});

	test('sent: what is older than a day goes, that day stays', async () => {
		await write(async (tx) => {
			for (const order of [1, 2, 3]) await tx.putSent(sentBatch(order));
		});
		await write((tx) => tx.deleteSentBefore(2));

		expect(idsOf(await read((tx) => tx.sent()))).toEqual(['change-2', 'change-3']);
	});

	test('the outbox of one commune, and which of some orders are left in it', async () => {
		await write((tx) => tx.putOutbox([row(1), row(2, dossier(2, '15700')), row(3), row(4), row(9)]));

		expect((await read((tx) => tx.outboxOfUnit('15697'))).map(({ order }) => order).sort()).toEqual([1, 3, 4, 9]);
		expect(await read((tx) => tx.outboxOfUnit('1569'))).toEqual([]);
		expect(await read((tx) => tx.ordersLeft([2, 3, 5, 9]))).toEqual([2, 3, 9]);
		expect(await read((tx) => tx.ordersLeft([]))).toEqual([]);
	});

	test('attention: one item by id, replaced whole', async () => {
		await write((tx) => tx.putAttention(attentionItem('a')));
		await write((tx) => tx.putAttention({ ...attentionItem('a'), replacedBy: 'dismissed' }));

		expect(await read((tx) => tx.attention('a'))).toEqual({ ...attentionItem('a'), replacedBy: 'dismissed' });
		expect(await read((tx) => tx.attention('b'))).toBeUndefined();
		expect(await read((tx) => tx.refused())).toEqual([{ ...attentionItem('a'), replacedBy: 'dismissed' }]);
	});

	test('a draft goes with the save it was typed for, and comes back when the save fails', async () => {
		await write((tx) => tx.putDraft(draft('check/15697/6.3')));
		await write((tx) => tx.putDraft(draft('check/15697/17.1')));
		await expect(
			write(async (tx) => {
				await tx.deleteDraft('check/15697/6.3');
				throw new Error('the disk is full');
			})
		).rejects.toThrow('the disk is full');
		expect(await given.device.hasDraft('check/15697/6.3')).toBe(true);

		await write((tx) => tx.deleteDraft('check/15697/6.3'));
		expect(await given.device.hasDraft('check/15697/6.3')).toBe(false);
		expect(await given.device.hasDraft('check/15697/17.1')).toBe(true);
	});
});
