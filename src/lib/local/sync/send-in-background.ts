import { PhotoDatabase } from '../photos/photo-database.ts';
import { PhotoStore } from '../photos/photo-store.ts';
import { makePhotoLane } from '../photos/run-photo-lane.ts';
import { DeviceDatabase } from '../store/device-database.ts';
import { IndexedDbStore } from '../store/indexed-db-store.ts';
import { createFetchTransport } from './fetch-transport.ts';
import { syncLockOf } from './leadership.ts';
import type { Outcome } from '../lanes/lane.ts';
import { PushLane } from './push-lane.ts';
import { releaseAll } from './suspects.ts';

/** Thrown to the browser, so that it wakes the service worker again later. */
class NotAllSent extends Error {
	override name = 'NotAllSent';
}

/** Sends the unsent changes and photos when no tab leads. Throws when something is left that may be sent later. */
export async function sendInBackground(
	personId: string,
	{ app, locks }: { app: string; locks: Pick<LockManager, 'request'> }
): Promise<void> {
	await locks.request(syncLockOf(personId), { ifAvailable: true }, async (lock) => {
		// The tab that leads sends itself.
		if (!lock) return;
		const db = new DeviceDatabase(personId);
		const photos = new PhotoDatabase(personId);
		try {
			await releaseAll(new IndexedDbStore(db));
			// Photos are sent even if a change is left: those whose records have arrived need not wait for it.
			const isRecordsDone = await untilIdle(pushLane(db, personId, app));
			const isPhotosDone = await untilIdle(makePhotoLane({ db, photos: new PhotoStore(photos) }));
			// A suspected change needs another try soon, so the worker must wake again. A held change is not counted.
			const suspects = await db.outbox.filter(({ suspected }) => suspected !== undefined).count();
			if (!isRecordsDone || !isPhotosDone || suspects > 0)
				throw new NotAllSent('the server did not take everything');
		} finally {
			db.close();
			photos.close();
		}
	});
}

const pushLane = (db: DeviceDatabase, personId: string, app: string): PushLane =>
	new PushLane({
		store: new IndexedDbStore(db),
		transport: createFetchTransport(),
		world: { now: () => Date.now(), random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)) },
		personId,
		app,
		ondoubt: () => undefined,
		onunstored: () => undefined
	});

/** A lane asks its question only after the second failure, so one failure is not the end. */
const MOST_FAILURES = 2;

/** Runs a lane to its end. False when something is left that may be sent later. */
async function untilIdle(lane: { step(): Promise<Outcome> }): Promise<boolean> {
	for (let failures = 0; failures < MOST_FAILURES;) {
		const outcome = await lane.step();
		// `stopped`: only a person can help, so the worker need not wake again.
		if (outcome.kind === 'idle' || outcome.kind === 'stopped') return true;
		failures = outcome.kind === 'later' ? failures + 1 : 0;
	}
	return false;
}
