import type { Workbox } from 'workbox-window';

/** `waiting`: a newer version lies ready. `replaced`: another window has moved on to it, this page is still the old one. */
type UpdateStage = 'current' | 'waiting' | 'applying' | 'replaced';

export const CHECK_EVERY_MS = 60 * 60 * 1000;

/** Coming back to the window checks too, but somebody who switches windows all day must not pay for each time. */
const LEAST_BETWEEN_CHECKS_MS = 5 * 60 * 1000;

/** A worker takes over within milliseconds or not at all; after that the page reloads all the same, so that the button
 *  always ends in something. */
const TAKES_OVER_WITHIN_MS = 5_000;

interface Surroundings {
	now: () => number;
	after: (ms: number, act: () => void) => void;
	reload: () => void;
}

/** Follows the versions of the program on this device. Never reloads by itself. */
export class AppUpdate {
	stage = $state<UpdateStage>('current');

	readonly #worker: Workbox;
	readonly #around: Surroundings;
	#registration: ServiceWorkerRegistration | undefined;
	#checkedAt = 0;

	constructor(worker: Workbox, around: Surroundings) {
		this.#worker = worker;
		this.#around = around;
	}

	/** `isControlled`: whether a worker answered for this page when it was opened. */
	async start(isControlled: boolean): Promise<void> {
		this.#worker.addEventListener('waiting', () => this.#offer());
		this.#worker.addEventListener('controlling', () => {
			const isFirstInstall = !isControlled;
			isControlled = true;
			if (isFirstInstall) return;

			if (this.stage === 'applying') this.#around.reload();
			else this.stage = 'replaced';
		});

		this.#checkedAt = this.#around.now();
		this.#registration = await this.#worker.register();
	}

	/** Asks the server for a newer version, unless that was done a moment ago. */
	async check(): Promise<void> {
		if (!this.#registration) return;
		// Workbox follows only the first update that it did not cause itself; a later one is noticed here.
		if (this.#registration.waiting) this.#offer();

		const now = this.#around.now();
		if (now - this.#checkedAt < LEAST_BETWEEN_CHECKS_MS) return;
		this.#checkedAt = now;
		// Fails without network; the next hour, or the next look at the page, asks again.
		await this.#registration.update().catch(() => undefined);
	}

	apply(): void {
		if (this.stage === 'replaced' || !this.#registration?.waiting) return this.#around.reload();

		this.stage = 'applying';
		this.#worker.messageSkipWaiting();
		this.#around.after(TAKES_OVER_WITHIN_MS, this.#around.reload);
	}

	#offer(): void {
		if (this.stage === 'current') this.stage = 'waiting';
	}
}
