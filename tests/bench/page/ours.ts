import { liveQuery } from 'dexie';
import { ensureClock, signIn } from '#lib/local/session/session.ts';
import { PhotoDatabase } from '#lib/local/photos/photo-database.ts';
import { PhotoStore } from '#lib/local/photos/photo-store.ts';
import { seenOf, type SeenEdit } from '#lib/domain/records/record-edit.ts';
import { saveEdits } from '#lib/local/outbox/save-edits.ts';
import { askingAgain } from '#lib/local/store/ask-again.ts';
import { DeviceDatabase } from '#lib/local/store/device-database.ts';
import { allBelow } from '#lib/local/store/key-ranges.ts';
import { IndexedDbStore } from '#lib/local/store/indexed-db-store.ts';
import { readStatus } from '#lib/local/store/sync-status.ts';
import { runSync } from '#lib/local/sync/run-sync.ts';
import type { Contender } from './contender.ts';
import { UNITS, type SampleRow } from './sample-rows.ts';

const world = { now: () => Date.now(), random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)) };
const PERSON = 'bench';
const SAVED_TOGETHER = 200;
const SHOWN = 50;

let db: DeviceDatabase;
let store: IndexedDbStore;
let photos: PhotoStore;

function openDatabase(): void {
	db = new DeviceDatabase(PERSON);
	store = new IndexedDbStore(db);
	photos = new PhotoStore(new PhotoDatabase(PERSON));
}

async function prepare(): Promise<void> {
	const signedIn = await signIn('bench', 've-dich-2018');
	if (!signedIn.ok) throw new Error(`signing in failed: ${signedIn.refusal.kind}`);
	openDatabase();
	await ensureClock(store);
}

function editOf({ id, unitId, kind, set, indicator, village, ...measurement }: SampleRow): SeenEdit {
	return { unitId, kind, recordId: id, set: { subject: { set, indicator, village }, measurement }, seen: {} };
}

async function save(rows: SampleRow[]): Promise<void> {
	for (let at = 0; at < rows.length; at += SAVED_TOGETHER) {
		await saveEdits({ store, world, personId: PERSON }, rows.slice(at, at + SAVED_TOGETHER).map(editOf));
	}
}

async function edit(rows: SampleRow[], note: string): Promise<void> {
	const records = await db.record.bulkGet(rows.map(({ unitId, kind, id }) => [unitId, kind, id]));
	const edits = rows.map((row, index) => {
		const { measurement } = editOf(row).set;
		return { ...editOf(row), set: { measurement: { ...measurement, note } }, seen: seenOf(records[index]) };
	});
	await saveEdits({ store, world, personId: PERSON }, edits);
}

/** The product's own lanes from their start to what is waited for, as a page would hear of it; ms. */
async function syncUntil(isDone: () => Promise<boolean>): Promise<number> {
	const started = performance.now();
	const sync = runSync({ store, db, photos, personId: PERSON, world });
	await new Promise<void>((resolve, reject) => {
		const following = liveQuery(askingAgain(isDone)).subscribe((done) => {
			if (!done) return;
			following.unsubscribe();
			resolve();
		}, reject);
	});
	const ms = performance.now() - started;
	await sync.stop();

	return ms;
}

const push = () =>
	syncUntil(async () => {
		const [[refused], left] = await Promise.all([
			db.attention.limit(1).toArray(),
			db.outbox.limit(1).primaryKeys()
		]);
		if (refused) throw new Error(`a change was refused: ${refused.code} ${refused.message}`);
		return left.length === 0;
	});

async function pull(count: number): Promise<number> {
	const startedAtMs = Date.now();

	return syncUntil(async () => {
		// Noted by the pull lane when an answer has ended.
		const { lastContactAtMs } = await readStatus(db);
		if ((lastContactAtMs ?? 0) < startedAtMs) return false;
		const cursors = (await db.meta.get('cursors'))?.value as { [unit: string]: { sweeping: boolean } } | undefined;
		return (
			cursors !== undefined &&
			Object.values(cursors).every(({ sweeping }) => !sweeping) &&
			(await db.record.count()) >= count
		);
	});
}

/** The first rows of a commune, as every entrant reads them. */
async function open(): Promise<number> {
	const started = performance.now();
	openDatabase();
	const shown = await db.record
		.where('[unitId+kind+id]')
		.between(...allBelow([UNITS[0]!]))
		.limit(SHOWN)
		.toArray();
	if (shown.length < SHOWN) throw new Error(`only ${shown.length} rows are there`);
	const ms = performance.now() - started;
	db.close();

	return ms;
}

const ours: Contender = { prepare, save, edit, push, pull, open };
Object.assign(window, { contender: ours });
