import { liveQuery } from 'dexie';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { DeviceStore } from '../store/device-store.ts';
import { countCopied, type SecondPlace } from './second-place.ts';
import { putBackUnsent, readUnsent } from './unsent-copy.ts';

interface Parts {
	db: DeviceDatabase;
	store: DeviceStore;
	personId: string;
	place: SecondPlace | undefined;
	/** Tabs take turns: a slow one must not write over what a later one has written. */
	locks: Pick<LockManager, 'request'> | undefined;
	/** Told how many items are unsent whenever that may have changed. */
	onitems(items: number): void;
	onfailure(cause: unknown): void;
}

const BETWEEN_MS = 500;

/** What differs when something was saved, sent or refused; read quickly, however much there is. */
const readSigns = (db: DeviceDatabase) =>
	Promise.all([db.outbox.count(), db.outbox.orderBy('order').last(), db.attention.count()]);

/** Keeps a copy of what is unsent in a second place for as long as the program runs, after putting back what the database
 *  has lost. Answers how to end it. */
export function keepUnsent(parts: Parts): () => void {
	const { db, personId, place, locks, onitems, onfailure } = parts;
	let following: { unsubscribe(): void } | undefined;
	let isStopped = false;
	let isDue = false;
	let writing: Promise<void> | undefined;

	const inTurn = (work: () => Promise<void>): Promise<void> =>
		locks ? locks.request(`ve-dich:unsent:${personId}`, work) : work();

	/** At most once in a while: a long outbox that is being sent changes at every batch. */
	async function write(): Promise<void> {
		while (isDue && !isStopped) {
			isDue = false;
			await inTurn(async () => {
				const unsent = await readUnsent(db);
				onitems(countCopied(unsent));
				await place?.write(unsent);
			});
			await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
		}
	}

	function follow(): void {
		if (isStopped) return;
		following = liveQuery(() => readSigns(db)).subscribe(() => {
			isDue = true;
			writing ??= write()
				.catch(onfailure)
				.finally(() => (writing = undefined));
		}, onfailure);
	}

	async function putBack(): Promise<void> {
		const copy = await place?.read();
		if (copy && !isStopped) await putBackUnsent(parts, copy);
	}

	// A copy that cannot be read is no reason to keep none from now on.
	void inTurn(putBack).catch(onfailure).then(follow);

	return () => {
		isStopped = true;
		following?.unsubscribe();
	};
}
