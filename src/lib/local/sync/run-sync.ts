import { recordKeyText } from '#lib/domain/changes/change.ts';
import { connection, runPhotoLane } from '../photos/run-photo-lane.ts';
import { releasePhotos } from '../photos/photo-troubles.ts';
import { readWaitingPhotos } from '../photos/waiting-photos.ts';
import { cachePlace } from '../storage/cache-place.ts';
import { noteUnsent } from '../storage/canary.ts';
import { keepUnsent } from '../storage/keep-unsent.ts';
import { askForBackgroundSync } from './background-sync.ts';
import { createFetchTransport } from './fetch-transport.ts';
import { Leadership, syncLockOf } from './leadership.ts';
import { followLive } from './live.ts';
import { releaseAll } from './suspects.ts';
import { SyncEngine } from './sync-engine.ts';
import { readStatus, updateStatus } from '../store/sync-status.ts';
import type { Sync, SyncParts } from './sync.ts';
import { oldestToSend } from './take-batch.ts';
import { Watchdog } from './watchdog.ts';

const POLL_MS = 60_000;
/** Without the live stream, the device asks for news more often. */
const POLL_WITHOUT_LIVE_MS = 15_000;

const timers = {
	set: (callback: () => void, ms: number): unknown => setTimeout(callback, ms),
	clear: (timer: unknown): void => clearTimeout(timer as ReturnType<typeof setTimeout>)
};

/** Connects the engine to the browser: which tab leads, and which events make the leading tab look for work. */
export function runSync({ store, db, photos, personId, world }: SyncParts): Sync {
	const channel = new BroadcastChannel(`ve-dich:${personId}`);
	/** A broken photo store must not stop the records: it counts as no photos. */
	async function countPhotos(): Promise<number> {
		try {
			return (await readWaitingPhotos({ db, photos })).length;
		} catch (cause) {
			reportError(cause);
			return 0;
		}
	}
	const makeEngine = () =>
		new SyncEngine({
			store,
			db,
			transport: createFetchTransport(),
			world,
			personId,
			app: `ve-dich ${__APP_VERSION__}`,
			timers,
			chance: Math.random,
			countPhotos,
			onfailure: (cause) => reportError(cause),
			onunstored: (key, cause) =>
				reportError(new Error(`${recordKeyText(key)} could not be stored on this device`, { cause })),
			ondoubt: (unitId) =>
				reportError(new Error(`the records of ${unitId} were not the server's and are fetched anew`))
		});
	let engine = makeEngine();
	const watchdog = new Watchdog();
	let unsentItems = 0;
	/** Asked again at each change of the count: the browser may wake the worker at once, and when the worker finds that a tab
	 *  leads, it does nothing and the request is used up. */
	async function askForWorker(): Promise<void> {
		if (unsentItems === 0 && (await countPhotos()) === 0) return;
		await askForBackgroundSync(navigator.serviceWorker, personId);
	}
	const wakeWorkerLater = (): void => void askForWorker().catch((cause: unknown) => reportError(cause));
	const stopKeeping = keepUnsent({
		db,
		store,
		personId,
		place: cachePlace(personId),
		locks: navigator.locks,
		onitems(items) {
			unsentItems = items;
			wakeWorkerLater();
			noteUnsent(localStorage, personId, items);
		},
		onback: () => leadership.wake(),
		onfailure: (cause) => reportError(cause)
	});
	const photoLane = runPhotoLane({
		photos,
		db,
		timers,
		chance: Math.random,
		onfailure: (cause) => reportError(cause)
	});
	const live = followLive({ onnews: () => void engine.fetchNews().then(() => photoLane.poke()) });
	let poll: unknown;

	/** The old lanes may hang, so nobody waits for them. If they still get an answer, storing it a second time changes nothing. */
	function restart(): void {
		void engine.stop();
		engine = makeEngine();
		engine.start();
	}

	async function watchOldest(): Promise<void> {
		const { offlineSinceMs, isServerBusy, trouble, isStuck } = await readStatus(db);
		const oldest = await store.transact('relaxed', oldestToSend);
		const isReachable = offlineSinceMs === null && !isServerBusy && trouble === null;
		const verdict = watchdog.look({ oldestId: oldest?.id, isReachable, nowMs: performance.now() });

		if (verdict === 'restart') {
			reportError(new Error('nothing was sent for ten minutes: the lanes are started anew'));
			restart();
		}
		if ((verdict === 'tell') !== (isStuck ?? false)) await updateStatus(db, { isStuck: verdict === 'tell' });
	}

	const lookForWork = (): void => {
		timers.clear(poll);
		live.revive();
		// Records first; photos use the network after them, and nobody waits for photos.
		void watchOldest()
			.catch((cause: unknown) => reportError(cause))
			.then(() => engine.sync())
			.then(() => photoLane.poke());
		poll = timers.set(lookForWork, live.isOpen() ? POLL_MS : POLL_WITHOUT_LIVE_MS);
	};
	const leadership = new Leadership({
		name: syncLockOf(personId),
		locks: navigator.locks,
		channel,
		timers,
		onlead() {
			engine.start();
			photoLane.start();
			live.start();
			lookForWork();
		},
		onlose() {
			timers.clear(poll);
			live.stop();
			void engine.stop();
			void photoLane.stop();
		},
		onwake: lookForWork
	});

	const onvisibility = (): void => {
		if (document.visibilityState === 'hidden') {
			leadership.giveUp();
			wakeWorkerLater();
		} else {
			// A phone back from sleep may have lost its connection: the store opens a new one before anybody types.
			store.transact('relaxed', (tx) => tx.meta('clock')).catch((cause: unknown) => reportError(cause));
			leadership.seek();
		}
	};
	const onoffline = (): void => void updateStatus(db, { offlineSinceMs: world.now(), sending: null });
	const wakeLeader = (): void => leadership.wake();
	/** A new beginning: earlier failures are forgotten, and changes that were put off or set aside are tried too. */
	async function tryAll(release: () => Promise<void>): Promise<void> {
		engine.forgetFailures();
		photoLane.forgetFailures();
		try {
			await release();
		} catch (cause) {
			reportError(cause);
		}
		leadership.wake();
	}
	const ononline = (): void => void tryAll(() => releaseAll(store));
	document.addEventListener('visibilitychange', onvisibility);
	// Photos may have waited for Wi-Fi.
	connection()?.addEventListener('change', wakeLeader);
	addEventListener('online', ononline);
	addEventListener('focus', wakeLeader);
	addEventListener('offline', onoffline);
	onvisibility();
	// The start of the program is such a new beginning too.
	ononline();

	return {
		saved: wakeLeader,
		tryNow: () => void tryAll(async () => void (await Promise.all([releaseAll(store), releasePhotos(photos)]))),
		async stop() {
			stopKeeping();
			document.removeEventListener('visibilitychange', onvisibility);
			connection()?.removeEventListener('change', wakeLeader);
			removeEventListener('online', ononline);
			removeEventListener('focus', wakeLeader);
			removeEventListener('offline', onoffline);
			leadership.giveUp();
			channel.close();
			await Promise.all([engine.stop(), photoLane.stop()]);
		}
	};
}
