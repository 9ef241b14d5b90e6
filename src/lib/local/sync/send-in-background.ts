import { DeviceDatabase } from '../store/device-database.ts';
import { IndexedDbStore } from '../store/indexed-db-store.ts';
import { createFetchTransport } from './fetch-transport.ts';
import { syncLockOf } from './leadership.ts';
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
		try {
			await sendAll(db, personId, app);
		} finally {
			db.close();
		}
	});
}

async function sendAll(db: DeviceDatabase, personId: string, app: string): Promise<void> {
	const lane = new PushLane({
		store: new IndexedDbStore(db),
		transport: createFetchTransport(),
		world: { now: () => Date.now(), random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)) },
		personId,
		app,
		ondoubt: () => undefined
	});
	for (;;) {
		const outcome = await lane.step();
		// What only a person can mend waits for the program to be opened.
		if (outcome.kind === 'idle' || outcome.kind === 'stopped') return;
		if (outcome.kind === 'later') throw new NotAllSent('the server did not take everything');
	}
}
