/** A change that is not sent for so long, with a server that answers, is held up by the program itself. */
const PATIENCE_MS = 10 * 60_000;

/** The program looks every minute; after a longer pause the phone has slept, and nothing could be sent meanwhile. */
const LONGEST_PAUSE_MS = 3 * 60_000;

interface Looked {
	/** The oldest change that waits for nothing but being sent. */
	oldestId: string | undefined;
	/** Whether the server answers and lets this person send. */
	isReachable: boolean;
	/** By a clock that only goes forward. */
	nowMs: number;
}

/** Watches the oldest unsent change. `restart`: the lanes have to be started anew. `tell`: that did not help, a person should
 *  know. */
export class Watchdog {
	#watched: { id: string; sinceMs: number; restarts: number } | undefined;
	#lookedAtMs = 0;

	look({ oldestId, isReachable, nowMs }: Looked): 'well' | 'restart' | 'tell' {
		const hasSlept = nowMs - this.#lookedAtMs > LONGEST_PAUSE_MS;
		this.#lookedAtMs = nowMs;
		if (oldestId === undefined || !isReachable) {
			this.#watched = undefined;
			return 'well';
		}
		if (this.#watched?.id !== oldestId || hasSlept) {
			this.#watched = { id: oldestId, sinceMs: nowMs, restarts: 0 };
			return 'well';
		}
		if (nowMs - this.#watched.sinceMs < PATIENCE_MS) return this.#watched.restarts > 1 ? 'tell' : 'well';

		this.#watched.sinceMs = nowMs;
		this.#watched.restarts += 1;
		return this.#watched.restarts > 1 ? 'tell' : 'restart';
	}
}
