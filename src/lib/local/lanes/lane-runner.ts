import type { Outcome } from './lane.ts';

export interface Timers {
	set(callback: () => void, ms: number): unknown;
	clear(timer: unknown): void;
}

interface Running {
	step(): Promise<Outcome>;
	/** Told after each step; a step that throws counts as `later` after it was told to `onfailure`. */
	onoutcome(outcome: Outcome): Promise<void> | void;
	onfailure(cause: unknown): void;
	timers: Timers;
	/** Between 0 and 1. */
	chance(): number;
}

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 5 * 60_000;

/** Steps a lane until it is idle, backs off when the server cannot be reached, and starts again when poked. */
export class LaneRunner {
	readonly #running: Running;
	#current: Promise<void> | undefined;
	#again = false;
	#stopped = true;
	#failures = 0;
	#timer: unknown;

	constructor(running: Running) {
		this.#running = running;
	}

	start(): void {
		this.#stopped = false;
	}

	/** Resolves when the step that is under way has ended. */
	async stop(): Promise<void> {
		this.#stopped = true;
		this.#running.timers.clear(this.#timer);
		await this.#current;
	}

	/** Something may have changed: step now, whatever the back-off. Resolves when the lane rests. */
	poke(): Promise<void> {
		if (this.#stopped) return Promise.resolve();
		this.#running.timers.clear(this.#timer);
		this.#again = true;
		this.#current ??= this.#run().finally(() => (this.#current = undefined));

		return this.#current;
	}

	/** The network is back, or a person asks: what failed before says nothing of what comes now. */
	forgetFailures(): void {
		this.#failures = 0;
	}

	get isUnderWay(): boolean {
		return this.#current !== undefined;
	}

	/** Resolves when nothing is under way. */
	async rest(): Promise<void> {
		await this.#current;
	}

	async #run(): Promise<void> {
		while (this.#again && !this.#stopped) {
			this.#again = false;
			const outcome = await this.#step();
			await this.#running.onoutcome(outcome);
			if (outcome.kind === 'went-on') this.#again = true;
			if (outcome.kind === 'went-on' || outcome.kind === 'idle') this.#failures = 0;
			if (outcome.kind === 'later') return this.#later(outcome.retryAfterMs);
			if (outcome.kind === 'stopped') return;
		}
	}

	async #step(): Promise<Outcome> {
		try {
			return await this.#running.step();
		} catch (cause) {
			this.#running.onfailure(cause);
			return { kind: 'later', retryAfterMs: null };
		}
	}

	/** Jittered, so that a village that comes back online together does not ask together. */
	#later(retryAfterMs: number | null): void {
		const backOffMs =
			Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures) * (0.5 + this.#running.chance() / 2);
		this.#failures += 1;
		this.#again = false;
		if (this.#stopped) return;
		this.#timer = this.#running.timers.set(() => void this.poke(), Math.max(retryAfterMs ?? 0, backOffMs));
	}
}
