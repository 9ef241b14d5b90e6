import { Dexie } from 'dexie';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { addUp } from '#lib/domain/progress/district.ts';
import type { Reference } from '#lib/domain/reference/reference.ts';
import { saveEdits } from '#lib/local/outbox/save-edits.ts';
import { keepFigures, readFigures, type FiguresGround } from '#lib/local/replica/kept-figures.ts';
import { DeviceDatabase } from '#lib/local/store/device-database.ts';
import { IndexedDbStore } from '#lib/local/store/indexed-db-store.ts';
import { takePhoto } from './photo.ts';

const world = { now: () => Date.now(), random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)) };
const measurement = {
	on: '2018-11-05',
	part: 7,
	whole: 8,
	met: 'not_met',
	note: 'Thôn 3 đang hoàn thiện, thôn 5 chưa có đất.'
};

/** Milliseconds of each save: ours, and a bare strict put of as many bytes, taken in turns. */
async function saves(count: number): Promise<{ ours: number[]; bare: number[] }> {
	const db = new DeviceDatabase('bench');
	const store = new IndexedDbStore(db);
	await store.transact('strict', (tx) =>
		tx.putMeta('clock', { device: 'bench001', n: 0, order: 0, hlc: undefined, offsetMs: 0 })
	);
	const bareDb = await openBare();
	const ours: number[] = [];
	const bare: number[] = [];

	for (let index = 0; index < count; index++) {
		const recordId = crypto.randomUUID();
		const set = { subject: { indicator: '6.3' }, measurement };
		let started = performance.now();
		await saveEdits({ store, world, personId: 'bench' }, [
			{ unitId: '15697', kind: 'check', recordId, set, seen: {} }
		]);
		ours.push(performance.now() - started);

		const row = {
			outbox: await db.outbox.orderBy('order').last(),
			record: await db.record.get(['15697', 'check', recordId])
		};
		started = performance.now();
		await putBare(bareDb, index, row);
		bare.push(performance.now() - started);
	}
	return { ours, bare };
}

function openBare(): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open('bare', 1);
		opening.onupgradeneeded = () => opening.result.createObjectStore('row');
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => reject(opening.error ?? new Error('the bare database did not open'));
	});
}

function putBare(db: IDBDatabase, key: number, row: unknown): Promise<void> {
	return new Promise((resolve, reject) => {
		const tx = db.transaction('row', 'readwrite', { durability: 'strict' });
		tx.objectStore('row').put(row, key);
		tx.oncomplete = () => resolve();
		tx.onerror = () => reject(tx.error ?? new Error('the bare put failed'));
	});
}

let matrixDb: DeviceDatabase;

async function fill(records: SyncRecord[]): Promise<void> {
	matrixDb = new DeviceDatabase('matrix');
	for (let at = 0; at < records.length; at += 1000) {
		await matrixDb.record.bulkPut(records.slice(at, at + 1000).map((record) => ({ ...record, generation: 1 })));
	}
}

const APP = 'bench';

/** From a closed database to the figures of every commune, as the desk does it: counted from all records, then once more as
 *  they were kept; and the bare reading of the same rows. */
async function matrix(
	reference: Reference,
	today: string
): Promise<{ counted: number; kept: number; bare: number; communes: number }> {
	const grounds = reference.units
		.filter(({ level }) => level === 'commune')
		.map((unit) => ({ unit, reference, today, weeks: 8, app: APP }));
	const first = new DeviceDatabase('matrix');
	await first.figures.clear();
	first.close();
	matrixDb.close();

	const counted = await readDistrict(grounds, reference, false);
	const db = new DeviceDatabase('matrix');
	for (const ground of grounds) await keepFigures(db, ground);
	db.close();
	const kept = await readDistrict(grounds, reference, true);

	const started = performance.now();
	await readBare();
	return { counted: counted.ms, kept: kept.ms, bare: performance.now() - started, communes: kept.communes };
}

async function readDistrict(grounds: FiguresGround[], reference: Reference, areKept: boolean) {
	const started = performance.now();
	const db = new DeviceDatabase('matrix');
	const read = await Promise.all(grounds.map((ground) => readFigures(db, ground)));
	const { communes } = addUp(
		read.map(({ figures }) => figures.progress),
		reference
	);
	const ms = performance.now() - started;
	db.close();
	if (read.some(({ isKept }) => isKept !== areKept)) throw new Error('the figures come from another place');

	return { ms, communes: communes.length };
}

async function readBare(): Promise<number> {
	const opened = await new Dexie('ve-dich:matrix').open();
	const rows = await new Promise<unknown[]>((resolve, reject) => {
		const reading = opened.backendDB().transaction('record').objectStore('record').getAll();
		reading.onsuccess = () => resolve(reading.result);
		reading.onerror = () => reject(reading.error ?? new Error('the rows could not be read'));
	});
	opened.close();
	return rows.length;
}

Object.assign(window, { bench: { saves, fill, matrix, takePhoto } });
