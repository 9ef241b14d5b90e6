import { PhotoDatabase } from '../photos/photo-database.ts';
import { PhotoStore } from '../photos/photo-store.ts';
import { makePhotoLane } from '../photos/run-photo-lane.ts';
import { DeviceDatabase } from '../store/device-database.ts';
import { IndexedDbStore } from '../store/indexed-db-store.ts';
import { createFetchTransport } from './fetch-transport.ts';
import { syncLockOf } from './leadership.ts';
import type { Outcome } from './lane.ts';
import { PushLane } from './push-lane.ts';

/** Tells the browser to wake the worker once more. */
class NotAllSent extends Error {
	override name = 'NotAllSent';
}

/** Sends what is unsent while no page does. Throws when something is left that may be sent later. */
export async function sendInBackground(
	personId: string,
	{ app, locks }: { app: string; locks: Pick<LockManager, 'request'> }
): Promise<void> {
	await locks.request(syncLockOf(personId), { ifAvailable: true }, async (lock) => {
		// A page that leads sends by itself.
		if (!lock) return;
		const db = new DeviceDatabase(personId);
		const photos = new PhotoDatabase(personId);
		try {
			await untilIdle(pushLane(db, personId, app));
			await untilIdle(makePhotoLane({ db, photos: new PhotoStore(photos) }));
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
		ondoubt: () => undefined
	});

async function untilIdle(lane: { step(): Promise<Outcome> }): Promise<void> {
	for (;;) {
		const outcome = await lane.step();
		// What only a person can mend waits for the program to be opened.
		if (outcome.kind === 'idle' || outcome.kind === 'stopped') return;
		if (outcome.kind === 'later') throw new NotAllSent('the server did not take everything');
	}
}
