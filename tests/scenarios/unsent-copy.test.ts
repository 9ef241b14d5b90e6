import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepUnsent } from '#lib/local/storage/keep-unsent.ts';
import type { UnsentCopy } from '#lib/local/storage/second-place.ts';
import { putBackUnsent, readUnsent } from '#lib/local/storage/unsent-copy.ts';
import { District, MINH_CHAU } from '../support/district.ts';
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
		const copy = await readUnsent(officer.db);

		const next = await afterLoss();
		expect(await putBackUnsent(parts(next), copy)).toBe(2);
		expect(await next.value(MINH_CHAU, 'check', checkId, 'measurement')).toMatchObject({ part: 8 });
		await next.sync();
		expect(await next.waiting()).toEqual([]);
		expect(await district.log(MINH_CHAU)).toHaveLength(2);
	});

	test('a change that had arrived with its answer lost is not taken twice', async () => {
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		const copy = await readUnsent(officer.db);
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
		const copy = await readUnsent(officer.db);
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
		const copy = await readUnsent(officer.db);

		const next = await afterLoss();
		await putBackUnsent(parts(next), copy);
		const { items } = await next.attention();
		expect(items).toMatchObject([{ code: 'forbidden', changes: [{ set: { registration: {} } }] }]);
	});

	test('new work is numbered after what came back', async () => {
		officer.goOffline();
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		const copy = await readUnsent(officer.db);

		const next = await afterLoss();
		await putBackUnsent(parts(next), copy);
		await next.check(MINH_CHAU, '9.1', { value: 2 });
		expect((await next.waiting()).map(({ order }) => order)).toEqual([1, 2]);
	});

	test('while the program runs, the copy follows every save and every receipt', async () => {
		let copy: UnsentCopy | undefined;
		const written: number[] = [];
		const place = {
			read: async () => copy,
			write: async (next: UnsentCopy) => {
				copy = structuredClone(next);
				written.push(next.changes.length);
			}
		};
		const items: number[] = [];
		const failures: unknown[] = [];
		const stop = keepUnsent({
			...parts(officer),
			place,
			locks: undefined,
			onitems: (count) => items.push(count),
			onfailure: (cause) => failures.push(cause)
		});

		await expect.poll(() => written.at(-1)).toBe(0);
		officer.goOffline();
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		await expect.poll(() => written.at(-1)).toBe(1);
		officer.goOnline();
		await officer.sync({ tries: 2 });
		await expect.poll(() => written.at(-1)).toBe(0);

		expect(items).toContain(1);
		expect(items.at(-1)).toBe(0);
		expect(failures).toEqual([]);
		stop();
	});
});
