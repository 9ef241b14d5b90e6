import { Dexie, liveQuery } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { askingAgain } from './ask-again.ts';
import { DeviceDatabase } from './device-database.ts';
import { IndexedDbStore } from './indexed-db-store.ts';

let idb: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange };
beforeEach(() => {
	idb = { indexedDB: new IDBFactory(), IDBKeyRange };
});

/** As a version of the program does that is still to come: one table more. */
function upgrade(): Promise<void> {
	const request = idb.indexedDB.open('ve-dich:can-bo', 40);
	request.onupgradeneeded = () => request.result.createObjectStore('weather');
	return new Promise((resolve) => {
		request.onsuccess = () => {
			request.result.close();
			resolve();
		};
	});
}

const write = (db: DeviceDatabase) =>
	new IndexedDbStore(db).transact('strict', (tx) => tx.putMeta('referenceWanted', '7'));

test('a database that a later version of the program has changed is not written to', async () => {
	const earlier = new DeviceDatabase('can-bo', idb);
	await write(earlier);
	earlier.close();
	await upgrade();
	const db = new DeviceDatabase('can-bo', idb);

	await expect(write(db)).rejects.toThrow('version 4, known 3');
	await expect(db.outbox.toArray()).rejects.toThrow('version 4, known 3');
	db.close();
});

test('nor by a page that was open when it was changed', async () => {
	const db = new DeviceDatabase('can-bo', idb);
	await write(db);
	await upgrade();

	await expect(write(db)).rejects.toThrow('version 4, known 3');
	await expect(db.outbox.toArray()).rejects.toThrow('version 4, known 3');
	db.close();
});

test('a page that follows the database is told, and does not wait for ever', async () => {
	Object.assign(Dexie.dependencies, idb);
	const db = new DeviceDatabase('can-bo', idb);
	await write(db);
	await upgrade();

	const { promise, resolve } = Promise.withResolvers<Error>();
	const page = liveQuery(askingAgain(() => db.outbox.toArray())).subscribe({ error: resolve });
	expect((await promise).name).toBe('NewerDatabase');
	page.unsubscribe();
	db.close();
});

test('its own version is, as often as it is opened', async () => {
	for (let time = 0; time < 2; time++) {
		const db = new DeviceDatabase('can-bo', idb);
		await write(db);
		expect(await db.meta.count()).toBe(1);
		db.close();
	}
});
