import { whenIdle } from '../app/when-idle.ts';
import type { Sync, SyncParts } from './sync.ts';

/** Starts the lanes. Their code is fetched beside the page's, not before it: what is on the device is shown first. */
export function startSync(parts: SyncParts): Sync {
	let isStopped = false;
	const running = whenIdle()
		.then(() => import('./run-sync.ts'))
		.then(({ runSync }) => (isStopped ? undefined : runSync(parts)));
	const tell = (word: 'saved' | 'tryNow'): void => void running.then((sync) => sync?.[word]());
	running.catch((cause: unknown) => reportError(cause));

	return {
		saved: () => tell('saved'),
		tryNow: () => tell('tryNow'),
		async stop() {
			isStopped = true;
			await (await running)?.stop();
		}
	};
}
