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
/** Without the live stream, news are asked for. */
const POLL_WITHOUT_LIVE_MS = 15_000;

const timers = {
	set: (callback: () => void, ms: number): unknown => setTimeout(callback, ms),
	clear: (timer: unknown): void => clearTimeout(timer as ReturnType<typeof setTimeout>)
};

/** Wires the engine to the browser: which tab leads, and what makes it look for work. */
export function runSync({ store, db, photos, personId, world }: SyncParts): Sync {
	const channel = new BroadcastChannel(`ve-dich:${personId}`);
	/** A photo store that is broken keeps no record from being sent. */
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
	/** The browser may ask the worker at once, and forgets what it was asked as soon as a tab that leads is found
	 *  sending. */
	async function askForWorker(): Promise<void> {
		if (unsentItems === 0 && (await countPhotos()) === 0) return;
		await askForBackgroundSync(navigator.serviceWorker, personId);
	}
	const wantWorker = (): void => void askForWorker().catch((cause: unknown) => reportError(cause));
	const stopKeeping = keepUnsent({
		db,
		store,
		personId,
		place: cachePlace(personId),
		locks: navigator.locks,
		onitems(items) {
			unsentItems = items;
			wantWorker();
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

	/** The old lanes may hang: they are not waited for, and what they would still bring changes nothing twice. */
	function restart(): void {
		void engine.stop();
		engine = makeEngine();
		engine.start();
	}

	async function watchOldest(): Promise<void> {
		const { offlineSinceMs, isServerBusy, trouble, isStuck } = await readStatus(db);
		const oldest = await store.transact('relaxed', oldestToSend);
		const isReachable = offlineSinceMs === null && !isServerBusy && trouble === null;
		const word = watchdog.look({ oldestId: oldest?.id, isReachable, nowMs: performance.now() });

		if (word === 'restart') {
			reportError(new Error('nothing was sent for ten minutes: the lanes are started anew'));
			restart();
		}
		if ((word === 'tell') !== (isStuck ?? false)) await updateStatus(db, { isStuck: word === 'tell' });
	}

	const look = (): void => {
		timers.clear(poll);
		live.revive();
		// Records first; photos take what of the network is left, and nobody waits for them.
		void watchOldest()
			.catch((cause: unknown) => reportError(cause))
			.then(() => engine.sync())
			.then(() => photoLane.poke());
		poll = timers.set(look, live.isOpen() ? POLL_MS : POLL_WITHOUT_LIVE_MS);
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
			look();
		},
		onlose() {
			timers.clear(poll);
			live.stop();
			void engine.stop();
			void photoLane.stop();
		},
		onwake: look
	});

	const onvisibility = (): void => {
		if (document.visibilityState === 'hidden') {
			leadership.giveUp();
			wantWorker();
		} else {
			// A phone back from sleep may have lost its connection: the store opens a new one before anybody types.
			store.transact('relaxed', (tx) => tx.meta('clock')).catch((cause: unknown) => reportError(cause));
			leadership.seek();
		}
	};
	const onoffline = (): void => void updateStatus(db, { offlineSinceMs: world.now(), sending: null });
	const onlook = (): void => leadership.wake();
	/** Whatever failed before says nothing of what comes now: what was put off or set aside is tried too. */
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
	// On Wi-Fi at last: photos may have waited for it.
	connection()?.addEventListener('change', onlook);
	addEventListener('online', ononline);
	addEventListener('focus', onlook);
	addEventListener('offline', onoffline);
	onvisibility();
	// The program has just been started: that is a new beginning too.
	ononline();

	return {
		saved: onlook,
		tryNow: () => void tryAll(async () => void (await Promise.all([releaseAll(store), releasePhotos(photos)]))),
		async stop() {
			stopKeeping();
			document.removeEventListener('visibilitychange', onvisibility);
			connection()?.removeEventListener('change', onlook);
			removeEventListener('online', ononline);
			removeEventListener('focus', onlook);
			removeEventListener('offline', onoffline);
			leadership.giveUp();
			channel.close();
			await Promise.all([engine.stop(), photoLane.stop()]);
		}
	};
}
