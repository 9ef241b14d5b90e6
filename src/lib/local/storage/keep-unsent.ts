import { liveQuery } from 'dexie';
import { askingAgain } from '../store/ask-again.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { DeviceStore } from '../store/device-store.ts';
import type { SecondPlace } from './second-place.ts';
import { REAL_TIME, UnsentParts, type PassingTime } from './unsent-parts.ts';

interface Parts {
	db: DeviceDatabase;
	store: DeviceStore;
	personId: string;
	place: SecondPlace | undefined;
	/** Tabs take turns: a slow one must not write over what a later one has written. */
	locks: Pick<LockManager, 'request'> | undefined;
	/** Told how many items are unsent whenever that may have changed. */
	onitems(items: number): void;
	/** Told when something of the copy has come back into the database, which is to be sent. */
	onback(): void;
	onfailure(cause: unknown): void;
	time?: PassingTime;
}

/** Between two copies when something was saved, and when some of what the copy holds has merely been sent: the server would
 *  know it again. */
const SOON_MS = 500;
const LATER_MS = 5_000;
const AFTER_FAILURE_MS = 60_000;
/** A long outbox takes a while to copy; that is never more than this share of the time. */
const SHARE = 0.1;

/** What differs when something was saved, sent or refused; read quickly, however much there is. */
const readSigns = (db: DeviceDatabase) => Promise.all([db.outbox.orderBy('order').last(), db.attention.count()]);

/** Keeps a copy of what is unsent in a second place for as long as the program runs, after putting back what the database
 *  has lost. Answers how to end it. */
export function keepUnsent(parts: Parts): () => void {
	const { db, personId, locks, onitems, onfailure, time = REAL_TIME } = parts;
	const unsent = new UnsentParts(parts);
	let isStopped = false;
	let writing: Promise<void> | undefined;
	let due: { atMs: number; callOff(): void } | undefined;
	let copied = { order: 0, refused: 0, endedAtMs: 0, tookMs: 0 };

	async function write(): Promise<void> {
		const [last, refused] = await readSigns(db);
		const startedAtMs = time.now();
		const copying = () => (isStopped ? undefined : unsent.copyNext());
		const how = await (locks ? locks.request(`ve-dich:unsent:${personId}`, copying) : copying());
		const endedAtMs = time.now();
		copied = { order: last?.order ?? copied.order, refused, endedAtMs, tookMs: endedAtMs - startedAtMs };
		if (how === 'more') writeAt(endedAtMs + copied.tookMs / SHARE);
		if (how === 'failed') writeAt(endedAtMs + AFTER_FAILURE_MS);
		if (how !== undefined && how !== 'no-database') onitems(unsent.countItems());
	}

	/** The earlier of two dates holds. */
	function writeAt(atMs: number): void {
		if (isStopped || (due && due.atMs <= atMs)) return;
		due?.callOff();
		const callOff = time.after(Math.max(0, atMs - time.now()), () => {
			due = undefined;
			writing = (writing ?? Promise.resolve()).then(write).catch((cause: unknown) => {
				onfailure(cause);
				writeAt(time.now() + AFTER_FAILURE_MS);
			});
		});
		due = { atMs, callOff };
	}

	const following = liveQuery(askingAgain(() => readSigns(db))).subscribe(([last, refused]) => {
		const isNew = (last?.order ?? 0) > copied.order || refused !== copied.refused;
		// Nothing unsent is quickly written, and good to know.
		const pauseMs = Math.max(isNew || !last ? SOON_MS : LATER_MS, copied.tookMs / SHARE);
		writeAt(copied.endedAtMs === 0 ? 0 : copied.endedAtMs + pauseMs);
	}, onfailure);

	return () => {
		isStopped = true;
		due?.callOff();
		following.unsubscribe();
	};
}
