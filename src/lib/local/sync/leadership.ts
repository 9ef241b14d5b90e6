import type { Timers } from '../lanes/lane-runner.ts';

/** The name of the lock that the sender of a person's changes holds: a tab, or the service worker. */
export const syncLockOf = (personId: string): string => `ve-dich:sync:${personId}`;

export interface LeadershipParts {
	/** One leader for each name. */
	name: string;
	locks: Pick<LockManager, 'request'> | undefined;
	channel: Pick<BroadcastChannel, 'postMessage' | 'onmessage'>;
	timers: Timers;
	onlead(): void;
	onlose(): void;
	/** Another tab has something to send. */
	onwake(): void;
}

const HEARTBEAT_MS = 3_000;
/** When a visible tab has heard no heartbeat for so long, it takes the leader's place. */
const SILENCE_MS = 10_000;

/** Only one of a person's tabs sends and receives: the leader. A hidden tab gives the leadership up; a visible tab takes it from a
 *  leader whose heartbeat has stopped. */
export class Leadership {
	readonly #parts: LeadershipParts;
	#abort: AbortController | undefined;
	#release: (() => void) | undefined;
	#timer: unknown;

	constructor(parts: LeadershipParts) {
		this.#parts = parts;
		parts.channel.onmessage = ({ data }: MessageEvent) => this.#hear(data);
	}

	get leads(): boolean {
		return this.#release !== undefined;
	}

	/** Tries to become the leader, and goes on trying until `giveUp`. */
	seek(): void {
		if (this.leads || this.#abort) return;
		const { locks } = this.#parts;
		if (!locks) return this.#lead(() => {});

		this.#request(locks, {});
		this.#watch();
	}

	giveUp(): void {
		this.#parts.timers.clear(this.#timer);
		this.#abort?.abort();
		this.#abort = undefined;
		this.#lose();
	}

	/** Asks the leader, in this tab or another one, to look for work. */
	wake(): void {
		if (this.leads) this.#parts.onwake();
		else this.#parts.channel.postMessage('wake');
	}

	#request(locks: Pick<LockManager, 'request'>, { steal = false }): void {
		const abort = new AbortController();
		this.#abort = abort;
		const onlock = (): Promise<void> =>
			new Promise((resolve) => {
				if (abort.signal.aborted) resolve();
				else this.#lead(resolve);
			});
		// The browser allows no signal with `steal`. A lock that is stolen or a request that is aborted rejects.
		void locks.request(this.#parts.name, steal ? { steal } : { signal: abort.signal }, onlock).catch(() => {
			if (this.#abort !== abort) return;
			this.#abort = undefined;
			this.#lose();
			this.seek();
		});
	}

	#lead(release: () => void): void {
		this.#parts.timers.clear(this.#timer);
		this.#release = release;
		this.#beat();
		this.#parts.onlead();
	}

	#lose(): void {
		const release = this.#release;
		this.#release = undefined;
		release?.();
		if (release) this.#parts.onlose();
	}

	#beat(): void {
		this.#parts.channel.postMessage('beat');
		this.#timer = this.#parts.timers.set(() => this.#beat(), HEARTBEAT_MS);
	}

	/** Runs only while this tab seeks the leadership, so `#abort` and `locks` are there. */
	#watch(): void {
		this.#parts.timers.clear(this.#timer);
		this.#timer = this.#parts.timers.set(() => {
			this.#abort!.abort();
			this.#request(this.#parts.locks!, { steal: true });
		}, SILENCE_MS);
	}

	#hear(message: unknown): void {
		if (message === 'wake' && this.leads) this.#parts.onwake();
		if (message === 'beat' && !this.leads && this.#abort) this.#watch();
	}
}
