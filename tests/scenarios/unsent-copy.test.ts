import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepUnsent } from '#lib/local/storage/keep-unsent.ts';
import type { UnsentCopy } from '#lib/local/storage/second-place.ts';
import { putBackUnsent } from '#lib/local/storage/unsent-copy.ts';
import { UnsentParts } from '#lib/local/storage/unsent-parts.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import { MemoryPlace } from '../support/memory-place.ts';
import type { Phone } from '../support/phone.ts';

describe('what is unsent, kept in a second place', () => {
	let district: District;
	let officer: Phone;

	beforeEach(async () => {
		// Without a browser's own, live queries do nothing.
		Object.assign(Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange });
		district = await District.open();
		officer = await district.officerOf(MINH_CHAU);
	});
	afterEach(() => district.close());

	/** As the browser leaves it after it has lost the database: a new one, and the person has signed in again. */
	const afterLoss = (): Promise<Phone> => district.officerOf(MINH_CHAU);
	const parts = (phone: Phone) => ({ db: phone.db, store: phone.store, personId: phone.person.id });

	test('comes back into an empty database, is seen at once, and arrives', async () => {
		officer.goOffline();
		const checkId = await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		await officer.check(MINH_CHAU, '6.3', { part: 8, whole: 8 }, checkId);
		const copy = await copyOf(officer);

		const next = await afterLoss();
		expect(await putBackUnsent(parts(next), copy)).toBe(2);
		expect(await next.value(MINH_CHAU, 'check', checkId, 'measurement')).toMatchObject({ part: 8 });
		await next.sync();
		expect(await next.waiting()).toEqual([]);
		expect(await district.log(MINH_CHAU)).toHaveLength(2);
	});

	test('a change that had arrived with its answer lost is not taken twice', async () => {
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		const copy = await copyOf(officer);
		officer.goOnline('answer-lost');
		await officer.sync();

		const next = await afterLoss();
		await putBackUnsent(parts(next), copy);
		await next.sync();
		expect(await district.log(MINH_CHAU)).toHaveLength(1);
		expect(await next.waiting()).toEqual([]);
	});

	test('an old copy brings back nothing that the database knows: sent, refused or waiting', async () => {
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		await officer.save(MINH_CHAU, 'target', 'target', { registration: { year: 2018, basis: 'district_plan' } });
		const copy = await copyOf(officer);
		await officer.sync({ tries: 2 });
		officer.goOffline();
		await officer.check(MINH_CHAU, '9.1', { value: 2 });

		expect((await officer.attention()).items).toHaveLength(1);
		expect(await putBackUnsent(parts(officer), copy)).toBe(0);
		expect(await officer.waiting()).toHaveLength(1);
		expect((await officer.attention()).items).toHaveLength(1);
	});

	test('what was refused comes back too, with its values', async () => {
		await officer.save(MINH_CHAU, 'target', 'target', { registration: { year: 2018, basis: 'district_plan' } });
		await officer.sync();
		const copy = await copyOf(officer);

		const next = await afterLoss();
		await putBackUnsent(parts(next), copy);
		const { items } = await next.attention();
		expect(items).toMatchObject([{ code: 'forbidden', changes: [{ set: { registration: {} } }] }]);
	});

	test('new work is numbered after what came back', async () => {
		officer.goOffline();
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		const copy = await copyOf(officer);

		const next = await afterLoss();
		await putBackUnsent(parts(next), copy);
		await next.check(MINH_CHAU, '9.1', { value: 2 });
		expect((await next.waiting()).map(({ order }) => order)).toEqual([1, 2]);
	});

	test('changes that lie in the copy in no order come back in the order in which they were made, each once', async () => {
		officer.goOffline();
		const checkId = await officer.check(MINH_CHAU, '6.3', { part: 6, whole: 8 });
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 }, checkId);
		await officer.check(MINH_CHAU, '6.3', { part: 8, whole: 8 }, checkId);
		const { changes, attention } = await copyOf(officer);

		const next = await afterLoss();
		const shuffled = { changes: [...changes].reverse().concat(changes), attention };
		expect(await putBackUnsent(parts(next), shuffled)).toBe(3);
		expect((await next.waiting()).map(({ id }) => id)).toEqual(changes.map(({ change }) => change.id));
		expect(await next.value(MINH_CHAU, 'check', checkId, 'measurement')).toMatchObject({ part: 8 });
	});

	describe('written by parts', () => {
		const place = () => new MemoryPlace();
		const saveChecks = async (count: number) => {
			for (let each = 0; each < count; each++) await officer.check(MINH_CHAU, '9.1', { value: each });
		};

		test('a save writes the part that it lies in, and no other', async () => {
			officer.goOffline();
			await saveChecks(150);
			const kept = place();
			const unsent = new UnsentParts(officer.db, kept);
			while (!(await unsent.copyNext()));
			expect(kept.touched).toEqual(['1', '0']);

			await saveChecks(1);
			await unsent.copyNext();
			expect(kept.touched).toEqual(['1', '0', '1']);
			expect((await kept.read())!.changes).toHaveLength(151);
			expect(unsent.countItems()).toBe(151);
		});

		test('a part of which all was sent goes, also one that an earlier run of the program had written', async () => {
			officer.goOffline();
			await saveChecks(2);
			const kept = place();
			await new UnsentParts(officer.db, kept).copyNext();
			await kept.write('', { changes: [], attention: [] });
			officer.goOnline();
			await officer.sync();

			const unsent = new UnsentParts(officer.db, kept);
			await unsent.copyNext();
			expect(await kept.parts()).toEqual([]);
			expect(unsent.countItems()).toBe(0);
		});
	});

	test('while the program runs, the copy follows every save and every receipt', async () => {
		const place = new MemoryPlace();
		const items: number[] = [];
		const failures: unknown[] = [];
		const stop = keepUnsent({
			...parts(officer),
			place,
			locks: undefined,
			onitems: (count) => items.push(count),
			onfailure: (cause) => failures.push(cause)
		});
		const copied = async () => (await place.read())?.changes.length ?? 0;

		await expect.poll(() => items.at(-1)).toBe(0);
		officer.goOffline();
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		await expect.poll(copied).toBe(1);
		expect(items.at(-1)).toBe(1);
		officer.goOnline();
		await officer.sync({ tries: 2 });
		await expect.poll(copied).toBe(0);

		await expect.poll(() => items.at(-1)).toBe(0);
		expect(failures).toEqual([]);
		stop();
	});
});

async function copyOf(phone: Phone): Promise<UnsentCopy> {
	const place = new MemoryPlace();
	await new UnsentParts(phone.db, place).copyNext();
	return (await place.read())!;
}
