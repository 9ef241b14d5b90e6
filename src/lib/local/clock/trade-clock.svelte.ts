import { addDays, dateOfInstant, instantOf, shiftInstant, startOfDayMs, type TradeDate } from '#lib/domain/dates.ts';

/** What the last contact with the server told of this device's clock. */
export interface ClockContact {
	/** The server's clock minus the device's, in ms. */
	offsetMs: number;
	/** By the device's clock; null before the first contact. */
	atMs: number | null;
}

export interface ClockSurroundings {
	/** The device's clock, in ms. */
	now: () => number;
	/** In a demo, the day that is today. */
	demoDay: () => TradeDate | undefined;
	/** Calls after so many ms; what it returns takes that back. */
	after: (ms: number, act: () => void) => () => void;
}

/** Sooner than this the difference may be a slow network's. */
const NOTICED_MS = 15 * 60_000;

/** The trade's clock: the device's own, set right by what the server last said. Its day turns while a page is open. */
export class TradeClock {
	readonly #around: ClockSurroundings;
	#contact: ClockContact = $state.raw({ offsetMs: 0, atMs: null });
	/** The device's clock when it was last looked at. */
	#lookedMs: number = $state(0);
	#takeBack: (() => void) | undefined;

	constructor(around: ClockSurroundings, contact: ClockContact) {
		this.#around = around;
		this.#contact = contact;
		this.#lookedMs = around.now();
	}

	/** The trade's today; in a demo the day it is set in. */
	get today(): TradeDate {
		return dateOfInstant(this.#shifted(this.#rightMs(this.#lookedMs)));
	}

	/** For instants inside values. */
	nowMs(): number {
		return this.#shifted(this.#rightMs(this.#around.now()));
	}

	nowInstant(): string {
		return instantOf(this.nowMs());
	}

	/** By how much the device's clock is behind the server's, in ms; negative when it is ahead, 0 when it is near enough. */
	get behindMs(): number {
		const behind = this.#rightMs(this.#lookedMs) - this.#lookedMs;
		return Math.abs(behind) < NOTICED_MS ? 0 : behind;
	}

	heard(contact: ClockContact): void {
		this.#contact = contact;
		this.look();
	}

	/** Looks at the clock now, and again when the day turns. Call it whenever the page comes to the front: timers sleep with
	 *  the device, and clocks are set by hand. */
	look(): void {
		this.#takeBack?.();
		this.#lookedMs = this.#around.now();
		const right = this.#rightMs(this.#lookedMs);
		const midnight = startOfDayMs(addDays(dateOfInstant(right), 1));
		this.#takeBack = this.#around.after(midnight - right, () => this.look());
	}

	stop(): void {
		this.#takeBack?.();
		this.#takeBack = undefined;
	}

	/** A clock that shows less than at the last contact was set back since: then it is at least as late as then. */
	#rightMs(deviceMs: number): number {
		return Math.max(deviceMs, this.#contact.atMs ?? deviceMs) + this.#contact.offsetMs;
	}

	#shifted(ms: number): number {
		return shiftInstant(ms, this.#around.demoDay());
	}
}
