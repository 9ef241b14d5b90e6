import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Reference } from '#lib/domain/reference/reference.ts';
import { saveEdits } from '../outbox/save-edits.ts';
import { ensureClock } from './session.ts';
import { DeviceDatabase } from '../store/device-database.ts';
import { IndexedDbStore } from '../store/indexed-db-store.ts';
import { noteUnsent } from '../storage/canary.ts';
import { readOthersUnsent } from './others-unsent.ts';

/** What is kept beside the databases. */
class Kept {
	readonly #items = new Map<string, string>();
	get length() {
		return this.#items.size;
	}
	key = (index: number) => [...this.#items.keys()][index] ?? null;
	setItem = (name: string, value: string) => void this.#items.set(name, value);
}

let kept: Kept;
beforeEach(() => {
	kept = new Kept();
	const idb = { indexedDB: new IDBFactory(), IDBKeyRange };
	Object.assign(Dexie.dependencies, idb);
	vi.stubGlobal('IDBKeyRange', IDBKeyRange);
	return () => vi.unstubAllGlobals();
});

/** Somebody who has worked on this device, with so many checks unsent. */
async function work(personId: string, name: string, checks: number): Promise<void> {
	noteUnsent(kept, personId, 0);
	const db = new DeviceDatabase(personId);
	const store = new IndexedDbStore(db);
	const random = (bytes: number) => new Uint8Array(bytes).map((_, index) => index + checks);
	await ensureClock(store, random);
	const reference = { version: '1', me: { id: personId, name, role: 'commune_officer', units: [] } };
	await db.reference.put({ id: 'current', reference: reference as unknown as Reference });
	for (let n = 0; n < checks; n++) {
		const recordId = `018f0000-0000-7000-8000-00000000000${n}`;
		const set = { subject: { indicator: '6.3' } };
		const edit = { unitId: '15697', kind: 'check' as const, recordId, set, seen: {} };
		const world = { now: () => n, random: (bytes: number) => new Uint8Array(bytes).fill(n + 1) };
		await saveEdits({ store, world, personId }, [edit]);
	}
	db.close();
}

test('on a shared phone each other person’s unsent items are told by name, and one’s own are not', async () => {
	await work('hoa', 'Lê Thị Hoa', 1);
	await work('nam', 'Lê Văn Nam', 2);
	await work('lan', 'Trần Thị Lan', 0);

	expect(await readOthersUnsent(kept, 'hoa')).toEqual([{ personId: 'nam', name: 'Lê Văn Nam', items: 2, photos: 0 }]);
	expect((await readOthersUnsent(kept, 'lan')).map(({ name }) => name).sort()).toEqual(['Lê Thị Hoa', 'Lê Văn Nam']);
});

test('what the server did not take counts too', async () => {
	await work('nam', 'Lê Văn Nam', 1);
	const reading = new DeviceDatabase('nam');
	const [row] = await reading.outbox.toArray();
	const { id, unitId, kind, recordId, change } = row!;
	await reading.outbox.clear();
	await reading.attention.put({
		...{ id, unitId, kind, recordId },
		changes: [change],
		code: 'locked',
		message: '',
		atMs: 0
	});
	reading.close();

	expect(await readOthersUnsent(kept, 'hoa')).toMatchObject([{ items: 1 }]);
});

test('a database that was taken away is not made anew by looking', async () => {
	noteUnsent(kept, 'nam', 3);

	expect(await readOthersUnsent(kept, 'hoa')).toEqual([]);
	expect(await Dexie.exists('ve-dich:nam')).toBe(false);
});
