import { describe, expect, test } from 'vitest';
import { parseReading } from '#lib/domain/changes/clock.ts';
import {
	COMMUNE,
	DOSSIER,
	MINUTE_MS,
	OTHER,
	atRest,
	conflictsOn,
	enter,
	receiptOf,
	shown,
	state,
	sync,
	write,
	type Cast
} from './cast.ts';
import { STORE_NAMES } from './stores.ts';
import { useStores } from './use-stores.ts';
import type { Sabotage } from './village.ts';

describe.each(STORE_NAMES)('what a restored server brings about, on %s', (name) => {
	const given = useStores(name);
	const openVillage = (sabotage?: Sabotage) => enter(given.stores, sabotage);

	test('what a restore took is sent again, with the stamp it had', async () => {
		const cast = await openVillage();
		const { village, hoa, nam } = cast;
		await village.backUp();
		const change = await write(cast, hoa, DOSSIER, state('preparing'));
		await sync(hoa);
		const before = await receiptOf(cast, change);
		await village.restore();
		village.nowMs += 30 * MINUTE_MS;
		await write(cast, nam, DOSSIER, state('complete'));
		await sync(nam);
		expect(await receiptOf(cast, change)).toBeUndefined();
		await sync(hoa);

		expect(before).toMatchObject({ r: 'ok', seq: 1 });
		expect(await receiptOf(cast, change)).toMatchObject({
			r: 'ok',
			seq: 2,
			stamp: (before as { stamp: string }).stamp
		});
		expect(await shown(hoa, DOSSIER)).toMatchObject({ registers: { state: { value: { state: 'complete' } } } });
		expect(await atRest(cast)).toEqual([]);
	});

	describe('a copy of days ago was put back, and nobody has said so', () => {
		async function lose(cast: Cast): Promise<string> {
			const { village, hoa } = cast;
			await village.backUp();
			village.nowMs += 3 * 24 * 60 * MINUTE_MS;
			return write(cast, hoa, DOSSIER, state('preparing'));
		}

		test('a phone that has fetched more than there is shows it, and all send again', async () => {
			const cast = await openVillage();
			const { village, hoa, nam } = cast;
			const lost = await lose(cast);
			await sync(hoa);
			await sync(nam);
			await village.restoreInSilence();
			const { epoch } = village;
			await nam.pull();
			await sync(hoa);

			expect(await village.server.store.epoch()).not.toBe(epoch);
			expect(await receiptOf(cast, lost)).toMatchObject({ r: 'ok', seq: 1 });
			expect(await atRest(cast)).toEqual([]);
		});

		test('a phone shows it that has a receipt and has fetched nothing since', async () => {
			const cast = await openVillage();
			const { village, hoa } = cast;
			const lost = await lose(cast);
			await hoa.push();
			await village.restoreInSilence();
			await hoa.pull(false);
			await sync(hoa);

			expect(await receiptOf(cast, lost)).toMatchObject({ r: 'ok', seq: 1 });
			expect(await atRest(cast)).toEqual([]);
		});

		test('a phone shows it that sends before it fetches', async () => {
			const cast = await openVillage();
			const { village, hoa } = cast;
			const lost = await lose(cast);
			await hoa.push();
			await village.restoreInSilence();
			await write(cast, hoa, DOSSIER, { plan: { expectedOn: '2018-12-01' } });
			await hoa.push();
			await sync(hoa);

			expect(await receiptOf(cast, lost)).toMatchObject({ r: 'ok', seq: 1 });
			expect(await atRest(cast)).toEqual([]);
		});

		test('also when others have written past it since', async () => {
			const cast = await openVillage();
			const { village, hoa, nam } = cast;
			const lost = await lose(cast);
			await sync(hoa);
			await village.restoreInSilence();
			for (const on of ['2018-12-01', '2018-12-02', '2018-12-03'])
				await write(cast, nam, DOSSIER, { plan: { expectedOn: on } });
			await sync(nam);
			await sync(hoa);
			await sync(hoa);

			expect(await receiptOf(cast, lost)).toMatchObject({ r: 'ok', seq: 4 });
			expect(await atRest(cast)).toEqual([]);
		});
	});

	test('what an earlier version of the program had sent, for which it has no proof, is taken as new', async () => {
		const cast = await openVillage();
		const { village, hoa, nam } = cast;
		await village.backUp();
		const change = await write(cast, hoa, DOSSIER, state('preparing'));
		const madeMs = village.nowMs;
		await sync(hoa);
		await hoa.store.transact('strict', async (tx) => {
			for (const batch of await tx.sent()) {
				const changes = batch.changes.map(({ proof: _, change: { made: __, ...body }, ...sent }) => ({
					...sent,
					change: body
				}));
				await tx.putSent({ ...batch, changes });
			}
		});
		await village.restore();
		village.nowMs += 30 * MINUTE_MS;
		const later = await write(cast, nam, DOSSIER, state('complete'));
		await sync(nam);
		await sync(hoa);

		const receipt = await receiptOf(cast, change);
		expect(receipt).toMatchObject({ r: 'ok', seq: 2, lost: ['state'] });
		expect(receipt!.r === 'ok' && parseReading(receipt!.stamp).ms).toBe(madeMs);
		expect(await shown(hoa, DOSSIER)).toMatchObject({ registers: { state: { change: later } } });
		expect((await conflictsOn(cast)).map(({ id }) => id)).toEqual([`conflict:${change}:state`]);
		expect(await atRest(cast)).toEqual([]);
	});

	test('after a restore that took a record: of what stood in it only what is sent again stays on the screen', async () => {
		const cast = await openVillage();
		const { village, nam, hoa } = cast;
		await village.backUp();
		const mine = await write(cast, nam, DOSSIER, state('preparing'));
		await sync(nam);
		await sync(hoa);
		await write(cast, hoa, DOSSIER, { plan: { expectedOn: '2018-12-01' } });
		await sync(hoa);
		await sync(nam);
		await village.restore();
		await nam.pull();
		await nam.pull();

		const { registers } = (await shown(nam, DOSSIER))!;
		expect(Object.entries(registers).map(([name, { change }]) => [name, change])).toEqual([['state', mine]]);
		expect(await atRest(cast)).toEqual([]);
	});

	test('what a restore makes unsent again is seen with what was written since, also where the record had gone', async () => {
		const cast = await openVillage();
		const { village, nam } = cast;
		await village.backUp();
		const earlier = await write(cast, nam, DOSSIER, { plan: { expectedOn: '2018-12-01' } });
		await sync(nam);
		village.hire({ id: 'nam', role: 'commune_officer', units: [OTHER] });
		await sync(nam);
		await village.restore();
		village.hire({ id: 'nam', role: 'commune_officer', units: [COMMUNE] });
		const later = await write(cast, nam, DOSSIER, state('preparing'));
		await nam.push();

		expect(await shown(nam, DOSSIER)).toMatchObject({
			registers: { plan: { change: earlier }, state: { change: later } }
		});
		expect(await atRest(cast)).toEqual([]);
	});

	test('sent again after a restore to a unit that has been taken away: nothing waits for it to come down', async () => {
		const cast = await openVillage();
		const { village, nam } = cast;
		const change = await write(cast, nam, DOSSIER, state('preparing'));
		await sync(nam);
		village.hire({ id: 'nam', role: 'commune_officer', units: [OTHER] });
		await sync(nam);
		await village.backUp();
		await village.restore();
		await nam.save(OTHER, 'dossier', 'dossier:1', state('preparing'));
		// The first push tells of the restore, so that the next one sends again.
		for (let round = 0; round < 3; round++) await nam.push();
		await sync(nam);

		expect(await receiptOf(cast, change)).toMatchObject({ r: 'ok', seq: 1 });
		expect(await nam.isUnderWay()).toBe(false);
		expect(await nam.records(COMMUNE)).toEqual([]);
		expect(await atRest(cast)).toEqual([]);
	});

	test('a change taken without what it was built on, since that came back too late, is named by a conflict or stands', async () => {
		const cast = await openVillage();
		const { village, hoa, nam } = cast;
		await village.backUp();
		const first = await write(cast, hoa, DOSSIER, state('not_started'));
		await write(cast, hoa, DOSSIER, state('preparing'));
		await sync(hoa);
		await sync(nam);
		await village.restore();
		const built = await write(cast, nam, DOSSIER, state('complete'));
		nam.clockOffMs = 365 * 86_400_000;
		for (let tries = 0; tries < 6; tries++) {
			await sync(nam);
			village.nowMs += 61 * MINUTE_MS;
		}

		expect(await receiptOf(cast, built)).toMatchObject({ r: 'ok', seq: 1 });
		expect(await atRest(cast)).toEqual([]);
		expect((await conflictsOn(cast)).map(({ id }) => id)).toEqual([`conflict:${first}:state`]);
	});
});
