import { liveQuery } from 'dexie';
import { untrack } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { askingAgain } from './store/ask-again.ts';

/** Runs `query` again whenever a table it read has changed, in this tab or another. Made anew by a `$derived.by` when what it
 *  asks for changes, since Dexie does not see runes. */
export class LiveQuery<T> {
	#current = $state.raw<T>();
	#failure = $state.raw<{ cause: unknown }>();
	readonly #subscribe: () => void;

	/** `first`: what was read already; it stands until the query has answered itself. */
	constructor(query: () => Promise<T>, first?: T) {
		this.#current = first;
		this.#subscribe = createSubscriber(() => {
			const subscription = liveQuery(askingAgain(query)).subscribe({
				next: (value) => (this.#current = value),
				error: (cause: unknown) => (this.#failure = { cause })
			});
			return () => subscription.unsubscribe();
		});
	}

	/** What was answered last, without asking for it: for a query that takes this one's place. */
	get last(): T | undefined {
		return untrack(() => this.#current);
	}

	/** Undefined until the first answer; a failure is thrown to the nearest boundary. */
	get current(): T | undefined {
		this.#subscribe();
		if (this.#failure) throw this.#failure.cause;

		return this.#current;
	}
}
