import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '#lib/domain/reference/reference.ts';
import { DeviceDatabase } from '../store/device-database.ts';
import { admit, closeEntry, closeIfUnentered, mayOpen } from './entry.ts';
import { PERSON_KEY, readStoredPerson } from './stored-person.ts';

const LAN: Person = { id: 'lan', name: 'Lan', post: '', role: 'commune_officer', units: ['15697'] };

describe('a person’s data on a device', () => {
	const kept = new Map<string, string>();
	const storage = {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
	let db: DeviceDatabase;

	beforeEach(() => {
		kept.clear();
		db = new DeviceDatabase(LAN.id, { indexedDB: new IDBFactory(), IDBKeyRange });
	});
	afterEach(() => db.close());

	const signIn = () => admit(db, LAN, readStoredPerson(storage), storage);
	const opens = () => mayOpen(db, readStoredPerson(storage)!, storage);
	/** As somebody does who knows the id, and what stood there. */
	const name = (person: object) => storage.setItem(PERSON_KEY, JSON.stringify(person));

	test('open to whoever has signed in, as often as they come', async () => {
		await signIn();

		expect([await opens(), await opens()]).toEqual([true, true]);
	});

	test('do not open to an id that somebody wrote into localStorage', async () => {
		await signIn();
		name(LAN);
		expect(await opens()).toBe(false);
		name({ ...LAN, entry: 'guessed' });
		expect(await opens()).toBe(false);
	});

	test('do not open after signing out, not even to what stood in localStorage before', async () => {
		await signIn();
		const before = kept.get(PERSON_KEY)!;
		await closeEntry(db);
		kept.set(PERSON_KEY, before);
		expect(await opens()).toBe(false);

		await signIn();
		expect(await opens()).toBe(true);
		kept.set(PERSON_KEY, before);
		expect(await opens()).toBe(false);
	});

	test('stay open to other windows when the same person signs in once more', async () => {
		await signIn();
		const before = kept.get(PERSON_KEY)!;
		await signIn();

		expect(kept.get(PERSON_KEY)).toBe(before);
	});

	test('open without network to whom an earlier version of the program signed in, and have an entry from then on', async () => {
		name(LAN);
		expect(await opens()).toBe(true);
		expect(await opens()).toBe(true);

		name(LAN);
		expect(await opens()).toBe(false);
	});

	test('of an earlier version open also when the program was stopped while the entry was made', async () => {
		name({ ...LAN, entry: 'made, and not yet in the database' });

		expect([await opens(), await opens()]).toEqual([true, true]);
	});

	test('of whoever signed out of an earlier version are closed once somebody else signs in', async () => {
		await closeIfUnentered(db);
		name(LAN);
		expect(await opens()).toBe(false);
	});

	test('are left as they are where there is an entry', async () => {
		await signIn();
		await closeIfUnentered(db);

		expect(await opens()).toBe(true);
	});
});
