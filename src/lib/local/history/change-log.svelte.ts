import { fetchChanges, type ChangeEntry, type ChangePage, type ChangesReply } from './fetch-changes.ts';

type Trouble = Exclude<ChangesReply['kind'], 'page'>;

/** The audit trail of one unit, as far as it has been asked for. */
export class ChangeLog {
	readonly unitId: string;
	/** Newest first; undefined until the server has answered once. */
	entries: ChangeEntry[] | undefined = $state.raw();
	/** Why the last request brought nothing. What had come before stays. */
	trouble: Trouble | null = $state(null);
	isLoading = $state(false);
	#next: number | null = $state(null);
	readonly #fetch: typeof fetchChanges;

	constructor(unitId: string, fetchPage: typeof fetchChanges = fetchChanges) {
		this.unitId = unitId;
		this.#fetch = fetchPage;
	}

	get hasMore(): boolean {
		return this.#next !== null;
	}

	/** The seq of the newest change that is here; 0 while there is none. */
	get head(): number {
		return this.entries?.[0]?.seq ?? 0;
	}

	/** What is new goes before what there is; where the newest page does not reach that far back, it takes its place. */
	async refresh(): Promise<void> {
		const { head, entries = [] } = this;
		await this.#load(undefined, ({ changes, next }) => {
			const isNew = ({ seq }: ChangeEntry) => seq > head;
			if (changes.every(isNew)) return { changes, next };

			return { changes: [...changes.filter(isNew), ...entries], next: this.#next };
		});
	}

	async more(): Promise<void> {
		if (this.#next === null) return;
		await this.#load(this.#next, ({ changes, next }) => ({ changes: [...(this.entries ?? []), ...changes], next }));
	}

	async #load(before: number | undefined, put: (page: ChangePage) => ChangePage): Promise<void> {
		if (this.isLoading) return;
		this.isLoading = true;
		try {
			const reply = await this.#fetch({ unitId: this.unitId, before });
			if (reply.kind !== 'page') {
				this.trouble = reply.kind;
				return;
			}
			this.trouble = null;
			const { changes, next } = put(reply.page);
			this.entries = changes;
			this.#next = next;
		} finally {
			this.isLoading = false;
		}
	}
}
