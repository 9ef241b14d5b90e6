import { gunzipSync } from 'node:zlib';
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import { saveEdits } from '../outbox/save-edits.ts';
import { ensureClock } from '../session/session.ts';
import { DeviceDatabase } from '../store/device-database.ts';
import { IndexedDbStore } from '../store/indexed-db-store.ts';
import { sendInBackground } from './send-in-background.ts';

const NOW_MS = Date.parse('2018-11-05T02:00:00Z');
/** The place is free: no page leads. */
const locks = {
	request: (_name: string, _options: object, work: (lock: object) => Promise<void>) => work({})
} as unknown as Pick<LockManager, 'request'>;

let isOnline: boolean;
let dropped: Set<string>;
let requests: number;
let device: 'renew' | undefined;
beforeEach(() => {
	isOnline = true;
	dropped = new Set();
	requests = 0;
	device = undefined;
	Object.assign(Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange });
	vi.stubGlobal('IDBKeyRange', IDBKeyRange);
	vi.stubGlobal('navigator', {});
	vi.stubGlobal('fetch', answer);
});
afterEach(() => void vi.unstubAllGlobals());

async function answer(_path: string, init: RequestInit): Promise<Response> {
	requests += 1;
	const { changes } = JSON.parse(gunzipSync(init.body as ArrayBuffer).toString()) as { changes: Change[] };
	if (!isOnline || changes.some(({ id }) => dropped.has(id))) throw new TypeError('Failed to fetch');
	const receipts = changes.map(({ id }, index) => {
		const stamp = formatReading({ ms: NOW_MS, counter: index, device: 'phone001' });
		return { id, r: 'ok', seq: index + 1, stamp, was: 0 };
	});
	return Response.json({ now: NOW_MS, epoch: 'epoch-1', receipts, records: [], device });
}

/** Saves so many changes and closes the program; returns their ids. */
async function saveAndClose(count: number): Promise<string[]> {
	const db = new DeviceDatabase('can-bo');
	const store = new IndexedDbStore(db);
	let drawn = 0;
	const random = (bytes: number) => Uint8Array.from({ length: bytes }, () => (drawn += 1) % 256);
	await ensureClock(store, random);
	const ids: string[] = [];
	for (let n = 0; n < count; n++) {
		const set = { state: { state: 'complete', on: '2018-11-05' } };
		const edit = { unitId: '15697', kind: 'dossier' as const, recordId: `dossier:${n + 1}`, set, seen: {} };
		const [change] = await saveEdits({ store, world: { now: () => NOW_MS, random }, personId: 'can-bo' }, [edit]);
		ids.push(change!.id);
	}
	db.close();
	return ids;
}

async function look<T>(read: (db: DeviceDatabase) => PromiseLike<T>): Promise<T> {
	const db = new DeviceDatabase('can-bo');
	const found = await read(db);
	db.close();
	return found;
}
const waiting = () => look(async (db) => (await db.outbox.toArray()).map(({ id }) => id));

const wake = () => sendInBackground('can-bo', { app: 'test', locks });

test('what is unsent is sent while the program is closed', async () => {
	await saveAndClose(3);
	const close = vi.spyOn(Dexie.prototype, 'close');
	await wake();
	expect(new Set(close.mock.contexts.map((db) => db.name)).size, 'records and photos').toBe(2);
	close.mockRestore();

	expect(await waiting()).toEqual([]);
});

test('a phone that is a copy of another takes its new id then, too', async () => {
	await saveAndClose(1);
	const clock = async () => (await look((db) => db.meta.get('clock')))!.value as { device: string };
	const before = await clock();
	device = 'renew';
	await wake();

	expect((await clock()).device).toMatch(/^[\w-]{8,}$/);
	expect((await clock()).device).not.toBe(before.device);
});

test('without network the browser is asked to wake the worker again, and nothing is set aside', async () => {
	const ids = await saveAndClose(2);
	isOnline = false;
	for (let time = 1; time <= 5; time++) {
		await expect(wake()).rejects.toThrow('did not take everything');
		// Two tries, and the question whether anybody is there.
		expect(requests).toBe(time * 3);
	}
	expect(await waiting()).toEqual(ids);

	isOnline = true;
	await wake();
	expect(await waiting()).toEqual([]);
});

test('a change that a proxy drops keeps no other one waiting', async () => {
	const [bad] = await saveAndClose(5);
	dropped.add(bad!);

	await expect(wake()).rejects.toThrow('did not take everything');
	expect(await waiting()).toEqual([bad]);
});

test('a page that leads sends by itself: then nothing is done', async () => {
	const ids = await saveAndClose(1);
	const asked: unknown[] = [];
	const taken = {
		request: (name: string, options: object, work: (lock: null) => Promise<void>) => {
			asked.push(name, options);
			return work(null);
		}
	} as unknown as Pick<LockManager, 'request'>;
	await sendInBackground('can-bo', { app: 'test', locks: taken });

	expect(await waiting()).toEqual(ids);
	expect(asked).toEqual([expect.stringContaining('can-bo'), { ifAvailable: true }]);
});

test('what only a person can mend waits for the program to be opened', async () => {
	const ids = await saveAndClose(1);
	vi.stubGlobal('fetch', async () => Response.json({ error: 'signed-out' }, { status: 401 }));
	await wake();

	expect(await waiting()).toEqual(ids);
});

test('what the server puts off does so by its own word: the browser need not wake the worker for it', async () => {
	const ids = await saveAndClose(1);
	vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
		const { changes } = JSON.parse(gunzipSync(init.body as ArrayBuffer).toString()) as { changes: Change[] };
		const receipts = changes.map(({ id }) => ({ id, r: 'hold', code: 'prev-unknown' }));
		return Response.json({ now: NOW_MS, epoch: 'epoch-1', receipts, records: [] });
	});
	await wake();

	expect(await waiting()).toEqual(ids);
});

test('the browser is told why it has to wake the worker again', async () => {
	await saveAndClose(1);
	isOnline = false;

	await expect(wake()).rejects.toMatchObject({ name: 'NotAllSent' });
});
