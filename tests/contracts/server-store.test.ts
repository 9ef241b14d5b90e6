import { describe, expect, test } from 'vitest';
import { digestOfRecords } from '#lib/domain/changes/digest.ts';
import { nextId } from '../support/records.ts';
import { REFERENCE } from '../support/trieu-son.ts';
import {
	DAN_LY,
	MINH_CHAU,
	officer,
	readUnit,
	recordAfter,
	SERVER_STORES,
	useServerStore,
	Writer
} from './server-stores.ts';

describe.each(SERVER_STORES)('what the server’s store answers: $name', ({ open }) => {
	const given = useServerStore(open);
	const { change } = given;

	test('its epoch, units, criteria and who is of the office', async () => {
		const { store } = given.opened;
		const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

		expect(await store.epoch()).not.toBe('');
		expect(await store.inSnapshot(async ({ epoch }) => epoch)).toBe(await store.epoch());
		const { units: known, criteriaSets, isOffice } = await store.reference();
		expect([...known].sort(byId)).toEqual([...REFERENCE.units].sort(byId));
		expect(criteriaSets).toEqual(REFERENCE.criteriaSets);
		expect(['van-phong', 'can-bo-xa', 'nobody'].map(isOffice)).toEqual([true, false, false]);
		expect((await store.inSnapshot(async ({ units }) => units.map(({ unit }) => unit))).sort(byId)).toEqual(
			[...REFERENCE.units].sort(byId)
		);
		expect(await store.inSnapshot(async ({ reference }) => reference)).not.toBe('');
	});

	test('which change bears a seq', async () => {
		const { store } = given.opened;
		const written = change('dossier:1');
		await given.writer.write(written);

		expect(await store.inSnapshot(({ changeAt }) => changeAt(given.unitId, 1))).toBe(written.id);
		expect(await store.inSnapshot(({ changeAt }) => changeAt(given.unitId, 2))).toBeUndefined();
		expect(await store.changeAt(given.unitId, 1)).toBe(written.id);
		expect(await store.changeAt(given.unitId, 2)).toBeUndefined();
	});

	test('what concerns several units, in the order in which it was asked', async () => {
		const slow = () => new Promise((resolve) => setTimeout(resolve, 5, 'slow'));

		expect(await given.opened.store.together([slow, async () => 'quick'])).toEqual(['slow', 'quick']);
	});

	test('which devices are somebody else’s: each is whose it was met with first', async () => {
		const { store } = given.opened;
		const [mine, other, person] = [`mine${given.unitId}`, `other${given.unitId}`, given.writer.person];
		const by = (personId: string) => ({ personId, seenAtMs: given.opened.clock.nowMs });
		await store.rememberDevice({ ...by('can-bo-khac'), id: other, app: 'test', offsetMs: 0 });

		expect([...(await store.foreignDevices(by(person), [mine, other]))]).toEqual([other]);
		expect([...(await store.foreignDevices(by('can-bo-khac'), [mine, other]))]).toEqual([mine]);
	});

	test('a new epoch, the same one to all who ask for it at once', async () => {
		const { store } = given.opened;
		const epoch = await store.epoch();
		const renewed = await Promise.all([store.renewEpoch(epoch), store.renewEpoch(epoch), store.renewEpoch(epoch)]);

		expect(new Set(renewed).size).toBe(1);
		expect(renewed[0]).not.toBe(epoch);
		expect(await store.epoch()).toBe(renewed[0]);
		expect(await store.renewEpoch(epoch)).toBe(renewed[0]);
	});

	test('a unit that nobody has written to is empty', async () => {
		expect(await readUnit(given.opened.store, given.unitId)).toEqual({
			head: 0,
			recordCount: 0,
			recordSum: 0,
			records: []
		});
	});

	test('first receipts, of this person alone, wherever the change went', async () => {
		const mine = change('dossier:1');
		const refused = change('dossier:2');
		const elsewhere = given.writer.change('dossier:3', { unitId: DAN_LY });
		const other = new Writer(given.opened, `other${given.unitId.slice(-3)}`, `nguoi-khac-${given.unitId}`);
		const theirs = other.change('dossier:4', { unitId: given.unitId });
		await given.writer.write(mine);
		await given.writer.inUnit(given.unitId, (unit) =>
			unit.attempt([refused], async (log) => log.append(given.writer.refused(refused)))
		);
		const [seqElsewhere] = await given.writer.write(elsewhere);
		await other.write(theirs);

		const asked = [mine, refused, elsewhere, theirs, { id: nextId() }].map(({ id }) => id);
		const receipts = await given.opened.store.receiptsOf(officer(given.writer.person), asked);
		expect([...receipts].sort((a, b) => asked.indexOf(a.id) - asked.indexOf(b.id))).toEqual([
			{ id: mine.id, unitId: given.unitId, receipt: given.writer.accepted(mine, 1).receipt },
			{ id: refused.id, unitId: given.unitId, receipt: given.writer.refused(refused).receipt },
			{ id: elsewhere.id, unitId: DAN_LY, receipt: given.writer.accepted(elsewhere, seqElsewhere!).receipt }
		]);
	});

	test('whether another change bears a number of the same device', async () => {
		const { store } = given.opened;
		const [first, second] = [change('dossier:1'), change('dossier:2')];
		await given.writer.write(first, second);
		const clone = (n: number, device = given.writer.device) => ({ id: nextId(), device, n });

		expect(await store.isAnyNumberTaken([])).toBe(false);
		expect(await store.isAnyNumberTaken([first, second])).toBe(false);
		expect(await store.isAnyNumberTaken([clone(3)])).toBe(false);
		expect(await store.isAnyNumberTaken([clone(1, 'stranger')])).toBe(false);
		expect(await store.isAnyNumberTaken([clone(1)])).toBe(true);
		expect(await store.isAnyNumberTaken([first, clone(2)])).toBe(true);
		// Number 2 of this device and number 9 of another are both taken, but not crosswise.
		const far = new Writer(given.opened, `far${given.unitId}`, given.writer.person);
		await far.write(far.change('dossier:9', { unitId: given.unitId, n: 9 }));
		expect(await store.isAnyNumberTaken([clone(9), clone(2, far.device)])).toBe(false);
	});

	test('records after a seq, in order of seq and no more than asked for', async () => {
		await given.writer.write(change('dossier:1'), change('dossier:2'), change('dossier:3'));
		await given.writer.write(change('dossier:1'), change('dossier:4'));
		const after = (seq: number, limit: number) =>
			given.opened.store.inSnapshot(async ({ recordsAfter }) =>
				(await recordsAfter(given.unitId, seq, limit)).map(({ id, seq }) => [id, seq])
			);

		expect(await after(0, 100)).toEqual([
			['dossier:2', 2],
			['dossier:3', 3],
			['dossier:1', 4],
			['dossier:4', 5]
		]);
		expect(await after(0, 2)).toEqual([
			['dossier:2', 2],
			['dossier:3', 3]
		]);
		expect(await after(3, 100)).toEqual([
			['dossier:1', 4],
			['dossier:4', 5]
		]);
		expect(await after(5, 100)).toEqual([]);
	});

	test('records come back as they were stored, fields nobody knows included', async () => {
		const odd = change('dossier:1', {
			set: {
				state: { value: { state: 'complete', later: { deep: [1, 'ấ', null, 0.5] } }, prev: null },
				unheard: { value: null, prev: null }
			}
		});
		await given.writer.write(odd);

		expect((await readUnit(given.opened.store, given.unitId)).records).toEqual([
			recordAfter(odd, 1, given.writer.person)
		]);
	});

	test('how many records there are and the sum of their digests, after every write', async () => {
		for (const [index, ids] of [['1', '2', '3'], ['2'], ['2', '2', '4'], ['1', '5'], ['common']].entries()) {
			await given.writer.write(...ids.map((id) => change(`dossier:${id}`)));
			await given.writer
				.inUnit(given.unitId, (unit) =>
					unit.attempt([], async (log) => {
						given.writer.take(log, change(`dossier:lost-${index}`));
						throw new Error('nothing of this stays');
					})
				)
				.catch(() => undefined);

			const { recordCount, recordSum, records } = await readUnit(given.opened.store, given.unitId);
			expect([recordCount, recordSum]).toEqual([records.length, digestOfRecords(records)]);
		}
		expect((await readUnit(given.opened.store, given.unitId)).recordCount).toBe(6);
	});

	test('heads, records and sums are of one moment, whatever is written meanwhile', async () => {
		await given.writer.write(change('dossier:1'));
		const before = await readUnit(given.opened.store, given.unitId);

		const seen = await given.opened.store.inSnapshot(async ({ units, recordsAfter }) => {
			const first = await recordsAfter(given.unitId, 0, 100);
			await given.writer.write(change('dossier:1'), change('dossier:2'));
			const { head, recordCount, recordSum } = units.find(({ unit }) => unit.id === given.unitId)!;
			return { head, recordCount, recordSum, records: await recordsAfter(given.unitId, 0, 100), first };
		});
		expect(seen).toEqual({ ...before, first: before.records });
		expect((await readUnit(given.opened.store, given.unitId)).head).toBe(3);
	});

	test('a device may be remembered as often as it comes', async () => {
		const seen = {
			id: given.writer.device,
			personId: given.writer.person,
			app: '1',
			seenAtMs: 1_541_000_000_000,
			offsetMs: 3
		};
		await given.opened.store.rememberDevice({ ...seen, pending: { changes: 2, photos: 0, oldest: null } });

		await expect(given.opened.store.rememberDevice({ ...seen, offsetMs: 0.5 })).resolves.toBeUndefined();
	});

	test('what is written to one unit is not in another', async () => {
		const away = given.unitId === MINH_CHAU ? DAN_LY : MINH_CHAU;
		const before = await readUnit(given.opened.store, away);
		await given.writer.write(change('dossier:1'));

		expect(await readUnit(given.opened.store, away)).toEqual(before);
	});
});
