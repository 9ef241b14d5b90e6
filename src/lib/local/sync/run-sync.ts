import { liveQuery } from 'dexie';
import { countItems } from '../outbox/count-items.ts';
import { readWaiting } from '../outbox/read-outbox.ts';
import { noteUnsent } from '../storage/canary.ts';
import { createFetchTransport } from './fetch-transport.ts';
import { Leadership } from './leadership.ts';
import { followLive } from './live.ts';
import { SyncEngine } from './sync-engine.ts';
import { updateStatus } from './sync-status.ts';
import type { Sync, SyncParts } from './sync.ts';

const POLL_MS = 60_000;
/** Without the live stream, news are asked for. */
const POLL_WITHOUT_LIVE_MS = 15_000;

const timers = {
	set: (callback: () => void, ms: number): unknown => setTimeout(callback, ms),
	clear: (timer: unknown): void => clearTimeout(timer as ReturnType<typeof setTimeout>)
};

/** Wires the engine to the browser: which tab leads, and what makes it look for work. */
export function runSync({ store, db, personId, world }: SyncParts): Sync {
	const channel = new BroadcastChannel(`ve-dich:${personId}`);
	const engine = new SyncEngine({
		store,
		db,
		transport: createFetchTransport(),
		world,
		personId,
		app: `ve-dich ${__APP_VERSION__}`,
		timers,
		chance: Math.random,
		onfailure: (cause) => reportError(cause),
		ondoubt: (unitId) =>
			reportError(new Error(`the records of ${unitId} were not the server's and are fetched anew`))
	});
	const unsent = liveQuery(() => readWaiting(db)).subscribe((rows) =>
		noteUnsent(localStorage, personId, countItems(rows))
	);
	const live = followLive({ onnews: () => void engine.fetch({ expected: true }) });
	let poll: unknown;

	const look = (): void => {
		timers.clear(poll);
		void engine.sync();
		poll = timers.set(look, live.isOpen() ? POLL_MS : POLL_WITHOUT_LIVE_MS);
	};
	const leadership = new Leadership({
		name: `ve-dich:sync:${personId}`,
		locks: navigator.locks,
		channel,
		timers,
		onlead() {
			engine.start();
			live.start();
			look();
		},
		onlose() {
			timers.clear(poll);
			live.stop();
			void engine.stop();
		},
		onwake: look
	});

	const onvisibility = (): void => {
		if (document.visibilityState === 'hidden') leadership.giveUp();
		else leadership.seek();
	};
	const onoffline = (): void => void updateStatus(db, { offlineSinceMs: world.now(), sending: null });
	const onlook = (): void => leadership.wake();
	document.addEventListener('visibilitychange', onvisibility);
	addEventListener('online', onlook);
	addEventListener('focus', onlook);
	addEventListener('offline', onoffline);
	onvisibility();

	return {
		saved: onlook,
		tryNow: onlook,
		async stop() {
			unsent.unsubscribe();
			document.removeEventListener('visibilitychange', onvisibility);
			removeEventListener('online', onlook);
			removeEventListener('focus', onlook);
			removeEventListener('offline', onoffline);
			leadership.giveUp();
			channel.close();
			await engine.stop();
		}
	};
}
