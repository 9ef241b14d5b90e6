import type { Chance } from './chance.ts';

/** A resource that one holds at a time, as the database's writing connection. */
type Lock = 'writes' | 'reads';

interface Waiting {
	go(): void;
	needs: Lock | undefined;
}

/** Several at once, yet one at a time: each runs until it calls a store or the network, then chance says whose call comes next. What
 *  takes how long on the way, be it memory, IndexedDB or a database, changes nothing of the order. */
export class Turns {
	readonly #chance: Chance;
	#waiting: Waiting[] = [];
	#isTogether = false;
	readonly #held = new Set<Lock>();

	constructor(chance: Chance) {
		this.#chance = chance;
	}

	get areSeveral(): boolean {
		return this.#isTogether;
	}

	async together(works: readonly (() => Promise<unknown>)[]): Promise<void> {
		this.#isTogether = true;
		const failures: unknown[] = [];
		await new Promise<void>((done) => {
			let left = works.length;
			const end = () => {
				left -= 1;
				if (left === 0) done();
				else this.#next();
			};
			const start = (work: () => Promise<unknown>) =>
				void work()
					.catch((failure: unknown) => failures.push(failure))
					.then(end);
			this.#waiting = works.map((work) => ({ go: () => start(work), needs: undefined }));
			this.#next();
		});
		this.#isTogether = false;
		if (failures.length > 0) throw failures[0];
	}

	/** What one of them would do side by side it does one after the other. */
	async among(works: readonly (() => Promise<void>)[]): Promise<void> {
		if (!this.#isTogether) return this.together(works);
		for (const work of this.#chance.happens(0.5) ? works : works.toReversed()) await work();
	}

	/** To be awaited before each call; whoever is alone goes on at once. */
	async pass(): Promise<void> {
		if (this.#isTogether) await this.#wait(undefined);
	}

	/** Nobody else holds the lock while the work runs, and nobody waits for it where chance cannot see it. */
	async holding<T>(lock: Lock, work: () => Promise<T>): Promise<T> {
		if (this.#isTogether) await this.#wait(lock);
		this.#held.add(lock);
		try {
			return await work();
		} finally {
			this.#held.delete(lock);
		}
	}

	#wait(needs: Lock | undefined): Promise<void> {
		return new Promise((go) => {
			this.#waiting.push({ go, needs });
			this.#next();
		});
	}

	#next(): void {
		const ready = this.#waiting.filter(({ needs }) => needs === undefined || !this.#held.has(needs));
		if (ready.length === 0) throw new Error('each of those who run together waits for another');
		const chosen = this.#chance.one(ready);
		this.#waiting.splice(this.#waiting.indexOf(chosen), 1);
		chosen.go();
	}
}
