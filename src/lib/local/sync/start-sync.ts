import { whenIdle } from '../app/when-idle.ts';
import type { Sync, SyncParts } from './sync.ts';

const RETRY_MS = 15_000;

/** What a test stands in for. */
interface Surroundings {
	fetchLanes(): Promise<{ runSync(parts: SyncParts): Sync }>;
	network: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
}

/** Starts the lanes. Their code is fetched beside the page's, not before it: what is on the device is shown first. On a first
 *  visit, before the program lies on the device, that may fail: it is fetched again. */
export function startSync(
	parts: SyncParts,
	{ fetchLanes, network }: Surroundings = { fetchLanes: () => import('./run-sync.ts'), network: globalThis }
): Sync {
	let sync: Sync | undefined;
	let fetching: Promise<void> | undefined;
	let retry: ReturnType<typeof setTimeout> | undefined;
	let isStopped = false;
	let isAsked = false;

	async function fetchAndRun(): Promise<void> {
		const lanes = await fetchLanes().catch((cause: unknown) => {
			reportError(cause);
			retry = setTimeout(start, RETRY_MS);
		});
		fetching = undefined;
		if (!lanes || isStopped) return;
		try {
			sync = lanes.runSync(parts);
			if (isAsked) sync.saved();
		} catch (cause) {
			reportError(cause);
		}
	}
	function start(): void {
		if (sync || isStopped) return;
		clearTimeout(retry);
		fetching ??= fetchAndRun();
	}
	function tell(word: 'saved' | 'tryNow'): void {
		isAsked = true;
		if (sync) sync[word]();
		else start();
	}

	fetching = whenIdle().then(fetchAndRun);
	network.addEventListener('online', start);

	return {
		saved: () => tell('saved'),
		tryNow: () => tell('tryNow'),
		async stop() {
			isStopped = true;
			network.removeEventListener('online', start);
			await fetching;
			await sync?.stop();
		}
	};
}
