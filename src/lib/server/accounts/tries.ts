/** Counts failed tries to sign in; good ones leave no trace. In memory, for each instance: a restart forgives. */
export interface Tries {
	/** Runs the try, unless too many have failed: then says in how many ms the next is allowed. */
	attempt<Outcome>(
		keys: TryKeys,
		run: () => Promise<Outcome>,
		failed: (outcome: Outcome) => boolean
	): Promise<{ allowed: true; outcome: Outcome } | { allowed: false; retryAfterMs: number }>;
}

/** A device that has signed in before has an allowance of its own: strangers do not use it up. */
export type TryKeys = { known: string } | { username: string; address: string };

const WINDOW_MS = 15 * 60_000;

/** A person who has forgotten needs a few; a guesser needs thousands. */
export const MOST_FAILED_PER_DEVICE = 10;

/** From all addresses together: a stranger who has only one shuts a username for nobody but their own network. */
export const MOST_FAILED_PER_USERNAME = 50;

/** A whole office, or a whole mobile network, may stand behind one address. */
export const MOST_FAILED_PER_ADDRESS = 100;

/** Invented usernames would otherwise fill the memory. */
const MOST_KEPT = 20_000;

export function createTries(now: () => number): Tries {
	const devices = new FailedTries(MOST_FAILED_PER_DEVICE, now);
	const usernames = new FailedTries(MOST_FAILED_PER_USERNAME, now);
	const addresses = new FailedTries(MOST_FAILED_PER_ADDRESS, now);

	function gatesOf(keys: TryKeys): Gate[] {
		if ('known' in keys) return [{ tries: devices, key: `known ${keys.known}`, forgives: true }];
		const username = keys.username.toLowerCase();
		const group = addressGroup(keys.address);

		return [
			{ tries: devices, key: `${username} ${group}`, forgives: true },
			{ tries: usernames, key: username, forgives: true },
			{ tries: addresses, key: group, forgives: false }
		];
	}

	return {
		async attempt(keys, run, failed) {
			const passed: ((how: Ending) => void)[] = [];
			let ended: Ending = 'not-tried';
			try {
				for (const { tries, key, forgives } of gatesOf(keys)) {
					const admission = await tries.begin(key);
					if (!admission.allowed) return admission;
					passed.push((how) => admission.end(how === 'good' && !forgives ? 'not-tried' : how));
				}
				const outcome = await run();
				ended = failed(outcome) ? 'failed' : 'good';
				return { allowed: true, outcome };
			} finally {
				for (const end of passed) end(ended);
			}
		}
	};
}

interface Gate {
	tries: FailedTries;
	key: string;
	/** Whether a good try takes the failed ones away. */
	forgives: boolean;
}

type Ending = 'failed' | 'good' | 'not-tried';

type Admission = { allowed: true; end(how: Ending): void } | { allowed: false; retryAfterMs: number };

interface Counter {
	failedAt: number[];
	running: number;
	/** Tries that wait to see how the running ones end. */
	waiting: (() => void)[];
}

class FailedTries {
	readonly #most: number;
	readonly #now: () => number;
	readonly #counters = new Map<string, Counter>();

	constructor(most: number, now: () => number) {
		this.#most = most;
		this.#now = now;
	}

	/** Never lets more tries run at once than may still fail, so that many at the same time guess no more than one by one. */
	async begin(key: string): Promise<Admission> {
		for (;;) {
			const counter = this.#counterOf(key);
			const failures = counter.failedAt.length;
			if (failures >= this.#most) {
				return {
					allowed: false,
					retryAfterMs: counter.failedAt[failures - this.#most]! + WINDOW_MS - this.#now()
				};
			}
			if (failures + counter.running < this.#most) {
				counter.running++;
				return { allowed: true, end: (how) => this.#end(counter, how) };
			}
			await new Promise<void>((resolve) => counter.waiting.push(resolve));
		}
	}

	#end(counter: Counter, how: Ending): void {
		counter.running--;
		if (how === 'failed') counter.failedAt.push(this.#now());
		if (how === 'good') counter.failedAt = [];
		for (const resume of counter.waiting.splice(0)) resume();
	}

	#counterOf(key: string): Counter {
		const known = this.#counters.get(key);
		if (known) {
			this.#forget(known);
			return known;
		}

		if (this.#counters.size >= MOST_KEPT) this.#sweep();
		const counter: Counter = { failedAt: [], running: 0, waiting: [] };
		this.#counters.set(key, counter);
		return counter;
	}

	#forget(counter: Counter): void {
		const since = this.#now() - WINDOW_MS;
		counter.failedAt = counter.failedAt.filter((at) => at > since);
	}

	/** Drops what is over; when everything is recent, the oldest half. */
	#sweep(): void {
		for (const [key, counter] of this.#counters) {
			this.#forget(counter);
			if (counter.failedAt.length === 0 && counter.running === 0) this.#counters.delete(key);
		}
		for (const [key, counter] of this.#counters) {
			if (this.#counters.size <= MOST_KEPT / 2) break;
			if (counter.running === 0) this.#counters.delete(key);
		}
	}
}

/** One household of IPv6 has 2⁶⁴ addresses: what counts is the network. */
export function addressGroup(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	if (!plain.includes(':')) return plain;

	const [head = '', tail] = plain.split('::');
	const before = head === '' ? [] : head.split(':');
	const after = tail === undefined || tail === '' ? [] : tail.split(':');
	const gap = tail === undefined ? 0 : 8 - before.length - after.length;

	return [...before, ...Array<string>(Math.max(gap, 0)).fill('0'), ...after].slice(0, 4).join(':').toLowerCase();
}
