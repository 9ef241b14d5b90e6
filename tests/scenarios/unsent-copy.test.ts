import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepUnsent } from '#lib/local/storage/keep-unsent.ts';
import type { UnsentCopy } from '#lib/local/storage/second-place.ts';
import { putBackUnsent } from '#lib/local/storage/unsent-copy.ts';
import { UnsentParts } from '#lib/local/storage/unsent-parts.ts';
import { BrokenStore } from '../support/broken-store.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import { MemoryPlace } from '../support/memory-place.ts';
import { STILL_TIME } from '../support/still-time.ts';
import type { Phone } from '../support/phone.ts';

describe('what is unsent, kept in a second place', () => {
	let district: District;
	let officer: Phone;
	/** How often something has come back. */
	let comebacks: number;

	beforeEach(async () => {
		comebacks = 0;
		// Without a browser's own, live queries do nothing.
		Object.assign(Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange });
		district = await District.open();
		officer = await district.officerOf(MINH_CHAU);
	});
	afterEach(() => district.close());

	/** As the browser leaves it after it has lost the database: a new one, and the person has signed in again. */
	const afterLoss = (): Promise<Phone> => district.officerOf(MINH_CHAU);
	const parts = (phone: Phone) => ({ db: phone.db, store: phone.store, personId: phone.person.id, time: STILL_TIME });
	const unsentOf = (phone: Phone, place: MemoryPlace | undefined, failures: unknown[] = []) =>
		new UnsentParts({
			...parts(phone),
			place,
			onback: () => (comebacks += 1),
			onfailure: (cause) => failures.push(cause)
		});
	const copyOf = async (phone: Phone): Promise<UnsentCopy> => {
		const place = new MemoryPlace();
		await unsentOf(phone, place).copyNext();
		return place.all();
	};

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
		const saveChecks = async (count: number) => {
			for (let each = 0; each < count; each++) await officer.check(MINH_CHAU, '9.1', { value: each });
		};
		const partsOf = (names: readonly string[]) => names.map((name) => name.split('-')[1]);

		test('a save writes the part that it lies in, and no other', async () => {
			officer.goOffline();
			await saveChecks(150);
			const kept = new MemoryPlace();
			const unsent = unsentOf(officer, kept);
			while ((await unsent.copyNext()) === 'more');
			expect(partsOf(kept.touched)).toEqual(['1', '0']);

			await saveChecks(1);
			await unsent.copyNext();
			expect(partsOf(kept.touched)).toEqual(['1', '0', '1']);
			expect(kept.all().changes).toHaveLength(151);
			expect(unsent.countItems()).toBe(151);
		});

		test('a part of which all was sent goes, also one that an earlier run of the program had written', async () => {
			officer.goOffline();
			await saveChecks(2);
			const kept = new MemoryPlace();
			await unsentOf(officer, kept).copyNext();
			await kept.write('', { changes: [], attention: [] });
			await kept.write('0', kept.all());
			officer.goOnline();
			await officer.sync();

			const unsent = unsentOf(officer, kept);
			await unsent.copyNext();
			expect([...kept.kept.keys()]).toEqual([]);
			expect(unsent.countItems()).toBe(0);
		});

		test('what the place does not take is counted all the same, told once each time, and taken later', async () => {
			officer.goOffline();
			await saveChecks(250);
			const kept = new MemoryPlace();
			const failures: unknown[] = [];
			const unsent = unsentOf(officer, kept, failures);
			kept.isFull = true;
			expect(await unsent.copyNext()).toBe('failed');
			expect(await unsent.copyNext()).toBe('failed');
			expect(unsent.countItems()).toBe(250);
			expect(failures).toHaveLength(2);

			kept.isFull = false;
			while ((await unsent.copyNext()) === 'more');
			expect(kept.all().changes).toHaveLength(250);
		});

		test('a part stays as long as another one that may hold what has left it is not taken', async () => {
			await officer.save(MINH_CHAU, 'target', 'target', { registration: { year: 2018, basis: 'district_plan' } });
			const kept = new MemoryPlace();
			const unsent = unsentOf(officer, kept);
			await unsent.copyNext();
			await officer.sync();
			expect((await officer.attention()).items).toHaveLength(1);
			kept.isFull = true;

			expect(await unsent.copyNext()).toBe('failed');
			expect(kept.all().changes).toHaveLength(1);
		});
	});

	describe('when the browser takes the database away while the program runs', () => {
		let place: MemoryPlace;
		let unsent: UnsentParts;
		let checkId: string;

		beforeEach(async () => {
			officer.goOffline();
			checkId = await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
			place = new MemoryPlace();
			unsent = unsentOf(officer, place);
			await unsent.copyNext();
		});

		test('the copy stays as it is: an empty database is not one of which all was sent', async () => {
			const before = place.all();
			await officer.loseDatabase();

			expect(await unsent.copyNext()).toBe('no-database');
			expect(place.all()).toEqual(before);
			expect(unsent.countItems()).toBe(1);
		});

		test('and the person has signed in again, in another tab: the copy is put back before anything of it goes', async () => {
			await officer.loseDatabase();
			await officer.signInAgain();
			await officer.check(MINH_CHAU, '9.1', { value: 2 });

			expect(await unsent.copyNext()).toBe('whole');
			expect(await officer.value(MINH_CHAU, 'check', checkId, 'measurement')).toMatchObject({ part: 7 });
			expect(await officer.waiting()).toHaveLength(2);
			expect(comebacks).toBe(1);
			expect(place.all().changes).toHaveLength(2);
			expect(unsent.countItems()).toBe(2);
		});

		test('and it fails to take the copy back, new work is copied beside, and nothing goes until it takes it', async () => {
			await officer.loseDatabase();
			await officer.signInAgain();
			await officer.check(MINH_CHAU, '9.1', { value: 2 });
			const failures: unknown[] = [];
			const store = new BrokenStore(officer.store);
			const next = new UnsentParts({
				...parts(officer),
				store,
				place,
				onback: () => (comebacks += 1),
				onfailure: (cause) => failures.push(cause)
			});

			store.isBroken = true;
			expect(await next.copyNext()).toBe('failed');
			expect(next.countItems()).toBe(2);
			await officer.check(MINH_CHAU, '15.1', { value: 3 });
			await next.copyNext();
			expect(place.all().changes).toHaveLength(3);
			expect(failures).toHaveLength(2);
			expect(await officer.waiting()).toHaveLength(2);

			store.isBroken = false;
			await next.copyNext();
			expect(await officer.waiting()).toHaveLength(3);
			expect(place.kept.size).toBe(1);
			expect(place.all().changes).toHaveLength(3);
		});

		test('and once more, before the copy is taken back: what was copied beside stays too', async () => {
			await officer.loseDatabase();
			await officer.signInAgain();
			await officer.check(MINH_CHAU, '9.1', { value: 2 });
			const store = new BrokenStore(officer.store);
			const next = new UnsentParts({
				...{ ...parts(officer), store, place },
				onback: () => undefined,
				onfailure: () => undefined
			});
			store.isBroken = true;
			await next.copyNext();
			await officer.loseDatabase();
			await officer.signInAgain();

			expect(await next.copyNext()).toBe('failed');
			expect(place.all().changes).toHaveLength(2);
			store.isBroken = false;
			await next.copyNext();
			expect(await officer.waiting()).toHaveLength(2);
		});

		test('and the place takes nothing, what it held of the old one stays', async () => {
			await officer.loseDatabase();
			await officer.signInAgain();
			place.isFull = true;

			await unsent.copyNext();
			expect(place.all().changes).toHaveLength(1);
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
			onback: () => undefined,
			onfailure: (cause) => failures.push(cause)
		});
		const copied = () => place.all().changes.length;
		// As long as a test may take: what is waited for comes, however busy the machine is.
		const PATIENT = { timeout: 60_000, interval: 5 };

		await expect.poll(() => items.at(-1), PATIENT).toBe(0);
		officer.goOffline();
		await officer.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		await expect.poll(copied, PATIENT).toBe(1);
		await expect.poll(() => items.at(-1), PATIENT).toBe(1);
		officer.goOnline();
		await officer.sync({ tries: 2 });
		await expect.poll(copied, PATIENT).toBe(0);

		await expect.poll(() => items.at(-1), PATIENT).toBe(0);
		expect(failures).toEqual([]);
		stop();
	});
});
