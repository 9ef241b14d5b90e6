import { whenIdle } from '../app/when-idle.ts';
import type { Sync, SyncParts } from './sync.ts';

const RETRY_MS = 15_000;

/** What a test replaces with its own. */
interface Surroundings {
	fetchLanes(): Promise<{ runSync(parts: SyncParts): Sync }>;
	network: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
}

/** Starts the lanes. Their code is fetched after the page is shown, so that the page never waits for it. On a first visit the
 *  code is not on the device yet and fetching it may fail: then it is fetched again. */
export function startSync(
	parts: SyncParts,
	{ fetchLanes, network }: Surroundings = { fetchLanes: () => import('./run-sync.ts'), network: globalThis }
): Sync {
	let sync: Sync | undefined;
	let fetching: Promise<void> | undefined;
	let retry: ReturnType<typeof setTimeout> | undefined;
	let isStopped = false;
	let hasWaitingCall = false;

	async function fetchAndRun(): Promise<void> {
		const lanes = await fetchLanes().catch((cause: unknown) => {
			reportError(cause);
			retry = setTimeout(start, RETRY_MS);
		});
		fetching = undefined;
		if (!lanes || isStopped) return;
		try {
			sync = lanes.runSync(parts);
			if (hasWaitingCall) sync.saved();
		} catch (cause) {
			reportError(cause);
		}
	}
	function start(): void {
		if (sync || isStopped) return;
		clearTimeout(retry);
		fetching ??= fetchAndRun();
	}
	function call(method: 'saved' | 'tryNow'): void {
		hasWaitingCall = true;
		if (sync) sync[method]();
		else start();
	}

	fetching = whenIdle().then(fetchAndRun);
	network.addEventListener('online', start);

	return {
		saved: () => call('saved'),
		tryNow: () => call('tryNow'),
		async stop() {
			isStopped = true;
			network.removeEventListener('online', start);
			await fetching;
			await sync?.stop();
		}
	};
}
