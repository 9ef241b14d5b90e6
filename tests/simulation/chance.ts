/** Chance that comes out the same for the same seed: a 32-bit generator (mulberry32). */
export class Chance {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** Begins the draws of one step: what a step draws depends on the seed and its own number alone, so a step can be left out
	 *  and the others stay what they were. */
	beginStep(seed: number, step: number): void {
		this.#state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(step + 1, 0xc2b2ae35)) >>> 0;
		this.#state = Math.floor(this.next() * 2 ** 32);
	}

	/** Between 0 and 1, 1 left out. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** Whole, from 0 up to `below`. */
	below(below: number): number {
		return Math.floor(this.next() * below);
	}

	one<T>(of: readonly T[]): T {
		return of[this.below(of.length)]!;
	}

	happens(share: number): boolean {
		return this.next() < share;
	}

	bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => this.below(256));
}
