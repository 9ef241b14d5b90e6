import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { addDigest, recordDigest } from '#lib/domain/changes/digest.ts';
import { nextId } from '../support/records.ts';
import { REFERENCE } from '../support/trieu-son.ts';
import {
	DAN_LY,
	MINH_CHAU,
	officer,
	readUnit,
	recordAfter,
	SERVER_STORES,
	Writer,
	type OpenedStore
} from './server-stores.ts';

const sumOf = (records: readonly SyncRecord[]): number =>
	records.reduce((sum, record) => addDigest(sum, recordDigest(record)), 0);

describe.each(SERVER_STORES)('what the server’s store answers: $name', ({ open }) => {
	let opened: OpenedStore;
	let writer: Writer;
	let unitCount = 0;
	/** Each test has a commune of its own; opening a database for each would take most of the time. */
	let unitId: string;

	beforeAll(async () => {
		opened = await open();
	});
	afterAll(() => opened?.close());
	beforeEach(() => {
		const communes = REFERENCE.units.filter(({ level, id }) => level === 'commune' && id !== DAN_LY);
		unitId = communes[unitCount]!.id;
		unitCount += 1;
		writer = new Writer(opened, `phone${String(unitCount).padStart(3, '0')}`, `can-bo-${unitId}`);
	});

	const change = (recordId: string, more: Parameters<Writer['change']>[1] = {}) =>
		writer.change(recordId, { unitId, ...more });

	test('its epoch, units and criteria', async () => {
		const { store } = opened;
		const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

		expect(await store.epoch()).not.toBe('');
		expect(await store.inSnapshot(async ({ epoch }) => epoch)).toBe(await store.epoch());
		expect([...(await store.units())].sort(byId)).toEqual([...REFERENCE.units].sort(byId));
		expect(await store.criteriaSets()).toEqual(REFERENCE.criteriaSets);
		expect((await store.inSnapshot(async ({ units }) => units.map(({ unit }) => unit))).sort(byId)).toEqual(
			[...REFERENCE.units].sort(byId)
		);
		expect(await store.inSnapshot(async ({ reference }) => reference)).not.toBe('');
	});

	test('a unit that nobody has written to is empty', async () => {
		expect(await readUnit(opened.store, unitId)).toEqual({ head: 0, recordCount: 0, recordSum: 0, records: [] });
	});

	test('first receipts, of this person alone, wherever the change went', async () => {
		const mine = change('dossier:1');
		const refused = change('dossier:2');
		const elsewhere = writer.change('dossier:3', { unitId: DAN_LY });
		const other = new Writer(opened, `other${unitCount}xx`.slice(0, 8), `nguoi-khac-${unitId}`);
		const theirs = other.change('dossier:4', { unitId });
		await writer.write(mine);
		await writer.inUnit(unitId, (unit) =>
			unit.attempt([refused], async (log) => log.append(writer.refused(refused)))
		);
		const [seqElsewhere] = await writer.write(elsewhere);
		await other.write(theirs);

		const asked = [mine, refused, elsewhere, theirs, { id: nextId() }].map(({ id }) => id);
		const receipts = await opened.store.receiptsOf(officer(writer.person), asked);
		expect([...receipts].sort((a, b) => asked.indexOf(a.id) - asked.indexOf(b.id))).toEqual([
			{ id: mine.id, unitId, receipt: writer.accepted(mine, 1).receipt },
			{ id: refused.id, unitId, receipt: writer.refused(refused).receipt },
			{ id: elsewhere.id, unitId: DAN_LY, receipt: writer.accepted(elsewhere, seqElsewhere!).receipt }
		]);
	});

	test('whether another change bears a number of the same device', async () => {
		const { store } = opened;
		const [first, second] = [change('dossier:1'), change('dossier:2')];
		await writer.write(first, second);
		const clone = (n: number, device = writer.device) => ({ id: nextId(), device, n });

		expect(await store.isAnyNumberTaken([first, second])).toBe(false);
		expect(await store.isAnyNumberTaken([clone(3)])).toBe(false);
		expect(await store.isAnyNumberTaken([clone(1, 'stranger')])).toBe(false);
		expect(await store.isAnyNumberTaken([clone(1)])).toBe(true);
		expect(await store.isAnyNumberTaken([first, clone(2)])).toBe(true);
		// Number 2 of this device and number 9 of another are both taken, but not crosswise.
		const far = new Writer(opened, `far${unitCount}xxxxx`.slice(0, 8), writer.person);
		await far.write(far.change('dossier:9', { unitId, n: 9 }));
		expect(await store.isAnyNumberTaken([clone(9), clone(2, far.device)])).toBe(false);
	});

	test('records after a seq, in order of seq and no more than asked for', async () => {
		await writer.write(change('dossier:1'), change('dossier:2'), change('dossier:3'));
		await writer.write(change('dossier:1'), change('dossier:4'));
		const after = (seq: number, limit: number) =>
			opened.store.inSnapshot(async ({ recordsAfter }) =>
				(await recordsAfter(unitId, seq, limit)).map(({ id, seq }) => [id, seq])
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
		await writer.write(odd);

		expect((await readUnit(opened.store, unitId)).records).toEqual([recordAfter(odd, 1, writer.person)]);
	});

	test('how many records there are and the sum of their digests, after every write', async () => {
		for (const [index, ids] of [['1', '2', '3'], ['2'], ['2', '2', '4'], ['1', '5'], ['common']].entries()) {
			await writer.write(...ids.map((id) => change(`dossier:${id}`)));
			await writer
				.inUnit(unitId, (unit) =>
					unit.attempt([], async (log) => {
						writer.take(log, change(`dossier:lost-${index}`));
						throw new Error('nothing of this stays');
					})
				)
				.catch(() => undefined);

			const { recordCount, recordSum, records } = await readUnit(opened.store, unitId);
			expect([recordCount, recordSum]).toEqual([records.length, sumOf(records)]);
		}
		expect((await readUnit(opened.store, unitId)).recordCount).toBe(6);
	});

	test('heads, records and sums are of one moment, whatever is written meanwhile', async () => {
		await writer.write(change('dossier:1'));
		const before = await readUnit(opened.store, unitId);

		const seen = await opened.store.inSnapshot(async ({ units, recordsAfter }) => {
			const first = await recordsAfter(unitId, 0, 100);
			await writer.write(change('dossier:1'), change('dossier:2'));
			const { head, recordCount, recordSum } = units.find(({ unit }) => unit.id === unitId)!;
			return { head, recordCount, recordSum, records: await recordsAfter(unitId, 0, 100), first };
		});
		expect(seen).toEqual({ ...before, first: before.records });
		expect((await readUnit(opened.store, unitId)).head).toBe(3);
	});

	test('a device may be remembered as often as it comes', async () => {
		const seen = { id: writer.device, personId: writer.person, app: '1', seenAtMs: 1_541_000_000_000, offsetMs: 3 };
		await opened.store.rememberDevice({ ...seen, pending: { changes: 2, photos: 0, oldest: null } });

		await expect(opened.store.rememberDevice({ ...seen, offsetMs: 0.5 })).resolves.toBeUndefined();
	});

	test('what is written to one unit is not in another', async () => {
		const away = unitId === MINH_CHAU ? DAN_LY : MINH_CHAU;
		const before = await readUnit(opened.store, away);
		await writer.write(change('dossier:1'));

		expect(await readUnit(opened.store, away)).toEqual(before);
	});
});
