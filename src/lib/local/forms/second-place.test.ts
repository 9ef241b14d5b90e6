import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DeviceDatabase } from '../store/device-database.ts';
import type { DeviceStore } from '../store/device-store.ts';
import type { Draft } from '../store/draft.ts';
import { IndexedDbStore } from '../store/indexed-db-store.ts';
import { keepInEither, readLatestDraft, secondPlace } from './second-place.ts';

const KEY = 'check/15697/6.3';
const BROKEN: DeviceStore = { transact: () => Promise.reject(new Error('the disk is broken')) };

let db: DeviceDatabase;
let store: DeviceStore;
beforeEach(() => {
	db = new DeviceDatabase('can-bo', { indexedDB: new IDBFactory(), IDBKeyRange });
	store = new IndexedDbStore(db);
});
afterEach(() => db.close());

function second() {
	const kept = new Map<string, string>();
	return secondPlace('can-bo', KEY, {
		getItem: (name) => kept.get(name) ?? null,
		setItem: (name, text) => void kept.set(name, text),
		removeItem: (name) => void kept.delete(name)
	});
}

const draft = (note: string, changedAtMs: number): Draft => ({ key: KEY, value: { note }, changedAtMs });

test('what the device’s store does not take lies in the second place, and is read from there', async () => {
	const place = second();
	await keepInEither(store, draft('Thôn', 1), place);
	const { refusedBecause } = await keepInEither(BROKEN, draft('Thôn 3', 2), place);

	expect(refusedBecause).toMatchObject({ message: 'the disk is broken' });
	expect((await readLatestDraft(db, KEY, place))?.value).toEqual({ note: 'Thôn 3' });
});

test('once the store takes it again, nothing older is left to hide it', async () => {
	const place = second();
	await keepInEither(BROKEN, draft('Thôn 3', 2), place);
	await keepInEither(store, draft('Thôn 3 xong', 3), place);

	expect(place.read()).toBeUndefined();
	expect((await readLatestDraft(db, KEY, place))?.value).toEqual({ note: 'Thôn 3 xong' });
});

test('of two that were left behind the later one is read', async () => {
	const place = second();
	place.keep(draft('Thôn 3', 2));
	await keepInEither(store, draft('Thôn 3 xong', 3), second());

	expect((await readLatestDraft(db, KEY, place))?.value).toEqual({ note: 'Thôn 3 xong' });
});

test('where the store cannot be read, the second place is', async () => {
	vi.stubGlobal('reportError', () => undefined);
	const place = second();
	place.keep(draft('Thôn 3', 2));
	const broken = {
		draft: { get: () => Promise.reject(new Error('the disk is broken')) }
	} as unknown as DeviceDatabase;

	expect((await readLatestDraft(broken, KEY, place))?.value).toEqual({ note: 'Thôn 3' });
	await expect(readLatestDraft(broken, KEY, second())).rejects.toThrow('the disk is broken');
	vi.unstubAllGlobals();
});
