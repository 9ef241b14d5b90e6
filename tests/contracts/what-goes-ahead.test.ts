import { describe, expect, test } from 'vitest';
import { takeBatch, type Earlier } from '#lib/local/sync/take-batch.ts';
import { DEVICE_STORES, dossier, row, useDevice } from './device-stores.ts';

const NOTHING: Earlier = { accepted: new Set(), notAccepted: new Set(), upTo: 0 };

describe.each(DEVICE_STORES)('what may travel while an answer is being stored, in $name', ({ open }) => {
	const { write, read } = useDevice(open);
	const takeOrders = (earlier: Earlier, limit = 10) =>
		read(async (tx) => (await takeBatch(tx, { nowMs: 0, limit, ...earlier })).rows.map(({ order }) => order));

	test('not what the server has just taken, though the outbox still holds it', async () => {
		await write((tx) => tx.putOutbox([row(1), row(2), row(3), row(4)]));

		expect(await takeOrders({ ...NOTHING, accepted: new Set(['change-1', 'change-2']) })).toEqual([3, 4]);
	});

	test('a later change of a record whose earlier one was taken', async () => {
		await write((tx) => tx.putOutbox([row(1, dossier(7)), row(2), row(3, dossier(7))]));

		expect(await takeOrders({ ...NOTHING, accepted: new Set(['change-1']) })).toEqual([2, 3]);
	});

	test('no later change of a record whose earlier one was not', async () => {
		await write((tx) => tx.putOutbox([row(1, dossier(7)), row(2), row(3, dossier(7)), row(4)]));

		expect(await takeOrders({ ...NOTHING, notAccepted: new Set(['change-1']) })).toEqual([2, 4]);
	});

	test('no more than one batch', async () => {
		await write((tx) => tx.putOutbox([row(1), row(2), row(3), row(4)]));

		expect(await takeOrders({ ...NOTHING, accepted: new Set(['change-1']) }, 2)).toEqual([2, 3]);
	});

	test('after a batch that left nothing out, only what comes after it is looked at', async () => {
		await write((tx) => tx.putOutbox([row(1), row(2), row(3), row(4)]));
		const first = await read((tx) => takeBatch(tx, { nowMs: 0, limit: 2 }));
		expect(first.isWhole).toBe(true);

		expect(await takeOrders({ ...NOTHING, upTo: 2 })).toEqual([3, 4]);
	});

	test('a batch before whose end something waits is not whole, and what waits is looked at again', async () => {
		await write((tx) => tx.putOutbox([{ ...row(1), dueAtMs: 50 }, row(2), row(3, dossier(1)), row(4)]));
		const { rows, isWhole } = await read((tx) => takeBatch(tx, { nowMs: 0, limit: 2 }));

		expect([rows.map(({ order }) => order), isWhole]).toEqual([[2, 4], false]);
	});
});
