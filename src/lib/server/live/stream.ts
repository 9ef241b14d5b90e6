import type { Live } from './live.ts';
import { systemTimers, type Timers } from './timers.ts';

/** Proxies and phone networks cut a connection on which nothing is said for a minute. */
const COMMENT_MS = 25_000;

/** A watcher that reads nothing for so long is gone, or will ask again. */
const MOST_UNREAD = 100;

export interface Watch {
	live: Live;
	unitIds: readonly string[];
	/** Asked with every comment: a person signed out or moved to other units is sent away. */
	mayStay: () => Promise<boolean>;
	timers?: Timers;
}

/** Server-sent events: `heads` as units move on, a comment now and then. */
export function streamHeads({ live, unitIds, mayStay, timers = systemTimers }: Watch): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let leave = () => {};

	return new ReadableStream({
		start(controller) {
			let cancelTimer = () => {};
			const unsubscribe = live.subscribe(unitIds, {
				onheads: (units) => say(`event: heads\ndata: ${JSON.stringify({ units })}\n\n`),
				onend: () => end()
			});

			leave = () => {
				unsubscribe();
				cancelTimer();
				leave = () => {};
			};
			function end(): void {
				leave();
				controller.close();
			}
			function say(text: string): void {
				controller.enqueue(encoder.encode(text));
				if ((controller.desiredSize ?? 0) < -MOST_UNREAD) end();
			}
			function waitToComment(): void {
				cancelTimer = timers.after(COMMENT_MS, () => void comment());
			}
			async function comment(): Promise<void> {
				const here = leave;
				const stays = await mayStay().catch(() => false);
				if (leave !== here) return;

				if (!stays) return end();
				say(': still here\n\n');
				if (leave === here) waitToComment();
			}

			say(': watching\n\n');
			waitToComment();
		},
		cancel: () => leave()
	});
}
