/** So much may be used at once, and so much comes back in a second. */
export interface Limit {
	most: number;
	perSecond: number;
}

interface Left {
	amount: number;
	atMs: number;
}

/** Invented keys would otherwise fill the memory. */
const MOST_KEPT = 20_000;

/** What each may use of something: a stock that comes back with time. In memory: a restart forgives. */
export class Allowance {
	readonly #limit: Limit;
	readonly #now: () => number;
	readonly #left = new Map<string, Left>();

	constructor(limit: Limit, now: () => number) {
		this.#limit = limit;
		this.#now = now;
	}

	/** How long until something is left, in ms; 0 when there is. */
	waitMs(key: string): number {
		const amount = this.#amountOf(key);
		return amount > 0 ? 0 : Math.ceil(((1 - amount) / this.#limit.perSecond) * 1000);
	}

	/** What a request costs is known only when it has been answered: one may take more than is left, and the next one waits. */
	spend(key: string, amount: number): void {
		const left = Math.max(this.#amountOf(key) - amount, -this.#limit.most);
		if (this.#left.size >= MOST_KEPT) this.#forget();
		this.#left.set(key, { amount: left, atMs: this.#now() });
	}

	#amountOf(key: string): number {
		const { most, perSecond } = this.#limit;
		const left = this.#left.get(key);
		if (!left) return most;

		// A clock that was set back gives nothing and takes nothing.
		const seconds = Math.max(0, this.#now() - left.atMs) / 1000;
		return Math.min(most, left.amount + seconds * perSecond);
	}

	/** Those that have all of it again need no memory; when that is not enough, the ones that were heard of first. */
	#forget(): void {
		for (const key of this.#left.keys()) if (this.#amountOf(key) >= this.#limit.most) this.#left.delete(key);
		for (const key of this.#left.keys()) {
			if (this.#left.size <= MOST_KEPT / 2) return;
			this.#left.delete(key);
		}
	}
}
