import type { Timers } from '../lanes/lane-runner.ts';

/** The lock that whoever sends for a person holds: a tab, or the worker. */
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
/** A visible tab waits so long for a sign of the leader before it takes its place. */
const SILENCE_MS = 10_000;

/** Of all tabs of one person, the one that sends and receives. A hidden tab gives the place up; a visible one takes it from a
 *  leader that gives no sign. */
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

	/** Tries for the place, and goes on trying until `giveUp`. */
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

	/** Asks the leader, wherever it is, to look for work. */
	wake(): void {
		if (this.leads) this.#parts.onwake();
		else this.#parts.channel.postMessage('wake');
	}

	#request(locks: Pick<LockManager, 'request'>, { steal = false }): void {
		const abort = new AbortController();
		this.#abort = abort;
		const held = (): Promise<void> =>
			new Promise((resolve) => {
				if (abort.signal.aborted) resolve();
				else this.#lead(resolve);
			});
		// A request with `steal` takes no signal. Stolen or aborted requests reject: the place is lost.
		void locks.request(this.#parts.name, steal ? { steal } : { signal: abort.signal }, held).catch(() => {
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

	/** Only while the place is sought: whoever leads or has given up has no such timer, and without locks nobody seeks. */
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
