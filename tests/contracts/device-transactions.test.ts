import { describe, expect, test } from 'vitest';
import { keyOf, type DeviceTransaction, type Durability } from '#lib/local/store/device-store.ts';
import {
	attentionItem,
	CLOCK,
	DEVICE_STORES,
	dossier,
	idsOf,
	row,
	sentBatch,
	stored,
	useDevice
} from './device-stores.ts';

/** The store in memory hands out what it keeps, frozen. */
function attempt(change: () => void): void {
	try {
		change();
	} catch (cause) {
		if (!(cause instanceof TypeError)) throw cause;
	}
}

describe.each(DEVICE_STORES)('a transaction of the device’s store in $name', ({ open }) => {
	const given = useDevice(open);
	const { write, read } = given;

	test('reads inside a transaction see what it has written', async () => {
		await write((tx) => tx.putOutbox([row(1)]));
		const seen = await given.device.store.transact('strict', async (tx) => {
			await tx.putMeta('epoch', 'e');
			await tx.putOutbox([row(2)]);
			await tx.deleteOutbox([1]);
			await tx.putRecords([stored(dossier(2))]);
			await tx.putShadows([stored(dossier(2), 9)]);
			await tx.putSent(sentBatch(1));
			await tx.putAttention(attentionItem('a'));
			return {
				epoch: await tx.meta('epoch'),
				outbox: idsOf(await tx.outbox()),
				outboxOf: idsOf((await tx.outboxOf([dossier(2)])).flat()),
				records: [...(await tx.records([dossier(2)])), ...(await tx.recordsOfUnit('15697'))],
				shadows: [...(await tx.shadows([dossier(2)])), ...(await tx.shadowsOfUnit('15697'))],
				units: await tx.unitsHeld(),
				sent: idsOf(await tx.sent()),
				attention: (await tx.attention('a'))?.code
			};
		});

		expect(seen).toEqual({
			epoch: 'e',
			outbox: ['change-2'],
			outboxOf: ['change-2'],
			records: [stored(dossier(2)), stored(dossier(2))],
			shadows: [stored(dossier(2), 9), stored(dossier(2), 9)],
			units: ['15697'],
			sent: ['change-1'],
			attention: 'locked'
		});
	});

	describe.each<Durability>(['strict', 'relaxed'])('a %s transaction that throws', (durability) => {
		const everything = (tx: DeviceTransaction) =>
			Promise.all([
				tx.meta('epoch'),
				tx.outbox(),
				tx.recordsOfUnit('15697'),
				tx.shadowsOfUnit('15697'),
				tx.sent(),
				tx.attention('a'),
				tx.unitsHeld()
			]);

		test('leaves everything as it was, and the next one works', async () => {
			await write(async (tx) => {
				await tx.putMeta('epoch', 'before');
				await tx.putOutbox([row(1)]);
				await tx.putRecords([stored(dossier(1))]);
				await tx.putShadows([stored(dossier(1))]);
				await tx.putSent(sentBatch(5));
				await tx.putAttention(attentionItem('a'));
			});
			const before = await read(everything);

			const failure = given.device.store.transact(durability, async (tx) => {
				await tx.putMeta('epoch', 'after');
				await tx.putOutbox([{ ...row(1), state: 'held' }, row(2, dossier(2, '15700'))]);
				await tx.deleteOutbox([1]);
				await tx.putRecords([stored(dossier(1), 50), stored(dossier(3))]);
				await tx.deleteRecords([dossier(1)]);
				await tx.putShadows([stored(dossier(3))]);
				await tx.deleteShadows([dossier(1)]);
				await tx.putSent(sentBatch(6));
				await tx.deleteSent(['change-5']);
				await tx.putAttention({ ...attentionItem('a'), code: 'stale' });
				throw new RangeError('the app is killed here');
			});
			await expect(failure).rejects.toThrow(RangeError);
			expect(await read(everything)).toEqual(before);

			await given.device.store.transact(durability, (tx) => tx.putMeta('epoch', 'after'));
			expect(await read((tx) => tx.meta('epoch'))).toBe('after');
		});

		test('throws what was thrown, also before it has written anything', async () => {
			const cause = new TypeError('a mistake of ours');

			await expect(given.device.store.transact(durability, () => Promise.reject(cause))).rejects.toThrow(
				cause.message
			);
		});
	});

	test('what is read is equal, and changing it changes nothing on the disk, where it may be changed at all', async () => {
		await write(async (tx) => {
			await tx.putMeta('cursors', { '15697': { perm: 'p', seq: 3, generation: 1, sweeping: false } });
			await tx.putOutbox([row(1)]);
			await tx.putRecords([stored(dossier(1))]);
			await tx.putShadows([stored(dossier(1))]);
			await tx.putSent(sentBatch(1));
			await tx.putAttention(attentionItem('a'));
		});
		const all = (tx: DeviceTransaction) =>
			Promise.all([
				tx.meta('cursors'),
				tx.outbox(),
				tx.outboxOf([dossier(1)]),
				tx.records([dossier(1)]),
				tx.recordsOfUnit('15697'),
				tx.shadows([dossier(1)]),
				tx.shadowsOfUnit('15697'),
				tx.sent(),
				tx.attention('a')
			]);
		const before = structuredClone(await read(all));
		const [cursors, outbox, outboxOf, records, ofUnit, shadows, shadowsOf, sent, attention] = await read(all);

		attempt(() => (cursors!['15697']!.seq = 99));
		const batched = sent.flatMap(({ changes }) => changes);
		for (const { change } of [...outbox, ...outboxOf.flat(), ...batched]) attempt(() => (change.set = {}));
		for (const record of [...records, ...ofUnit, ...shadows, ...shadowsOf])
			attempt(() => (record!.registers['state']!.value = null));
		attempt(() => attention!.changes.pop());
		expect(await read(all)).toEqual(before);
	});

	test('what is written is copied: changing it afterwards changes nothing on the disk', async () => {
		const cursors = { '15697': { perm: 'p', seq: 3, generation: 1, sweeping: false } };
		const [outbox, record, sent, attention] = [
			row(1),
			stored(dossier(1)),
			sentBatch(1),
			attentionItem('a')
		] as const;
		await write(async (tx) => {
			await tx.putMeta('cursors', cursors);
			await tx.putOutbox([outbox]);
			await tx.putRecords([record]);
			await tx.putShadows([record]);
			await tx.putSent(sent);
			await tx.putAttention(attention);
		});
		cursors['15697'].seq = 99;
		outbox.change.set = {};
		record.registers = {};
		sent.changes[0]!.change.n = 99;
		attention.changes = [];

		const kept = await read(async (tx) => [
			await tx.meta('cursors'),
			await tx.outbox(),
			await tx.records([keyOf(record)]),
			await tx.shadows([keyOf(record)]),
			await tx.sent(),
			await tx.attention('a')
		]);
		expect(kept).toEqual([
			{ '15697': { perm: 'p', seq: 3, generation: 1, sweeping: false } },
			[row(1)],
			[stored(dossier(1))],
			[stored(dossier(1))],
			[sentBatch(1)],
			attentionItem('a')
		]);
	});

	test('two reads of one transaction share nothing that can be changed', async () => {
		await write((tx) => tx.putOutbox([row(1)]));
		const [first, second] = await read(async (tx) => [await tx.outbox(), await tx.outbox()] as const);

		expect(first).toEqual(second);
		for (const [one, other] of [
			[first[0]!, second[0]!],
			[first[0]!.change, second[0]!.change]
		])
			expect(one !== other || Object.isFrozen(one)).toBe(true);
	});

	test('transactions begun together run one after the other, over both durabilities', async () => {
		await write((tx) => tx.putMeta('clock', CLOCK));
		const numbers = await Promise.all(
			Array.from({ length: 40 }, (_, index) =>
				given.device.store.transact(index % 2 === 0 ? 'strict' : 'relaxed', async (tx) => {
					const clock = (await tx.meta('clock'))!;
					await tx.outbox();
					await tx.putMeta('clock', { ...clock, n: clock.n + 1 });
					await tx.putOutbox([row(clock.n + 1)]);
					return clock.n + 1;
				})
			)
		);

		expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
		expect((await read((tx) => tx.meta('clock')))?.n).toBe(40);
		expect(await read((tx) => tx.outbox())).toHaveLength(40);
	});

	test('one that fails among those begun together takes only its own with it', async () => {
		await write((tx) => tx.putMeta('clock', CLOCK));
		const outcomes = await Promise.allSettled(
			Array.from({ length: 12 }, (_, index) =>
				given.device.store.transact('strict', async (tx) => {
					const clock = (await tx.meta('clock'))!;
					await tx.putMeta('clock', { ...clock, n: clock.n + 1 });
					if (index % 3 === 0) throw new Error('quota');
				})
			)
		);

		expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(4);
		expect((await read((tx) => tx.meta('clock')))?.n).toBe(8);
	});

	test('a transaction answers what its work answers', async () => {
		expect(await given.device.store.transact('strict', async () => 'saved')).toBe('saved');
	});
});
