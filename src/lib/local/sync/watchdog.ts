/** If a change is not sent for so long although the server answers, the program itself must be what stops it. */
const PATIENCE_MS = 10 * 60_000;

/** The program looks every minute. A longer pause than this means that the phone slept and could not send. */
const LONGEST_PAUSE_MS = 3 * 60_000;

interface Look {
	/** The oldest change that nothing holds back. */
	oldestId: string | undefined;
	/** Whether the server answers and lets this person send. */
	isReachable: boolean;
	/** By a clock that only goes forward. */
	nowMs: number;
}

/** Watches the oldest change that could be sent. `restart`: start the lanes anew. `tell`: the restart did not help, so the
 *  screen should say it. */
export class Watchdog {
	#watched: { id: string; sinceMs: number; restarts: number } | undefined;
	#lookedAtMs = 0;

	look({ oldestId, isReachable, nowMs }: Look): 'well' | 'restart' | 'tell' {
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
