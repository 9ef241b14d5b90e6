import { timeOfInstant } from '#lib/domain/dates.ts';
import type { Device } from '#lib/local/device.svelte.ts';
import { LiveQuery } from '#lib/local/live-query.svelte.ts';
import { countOutbox } from '#lib/local/outbox/read-outbox.ts';
import { readStatus } from '#lib/local/sync/sync-status.ts';

/** What the sync line says, from the tables that the lanes work on. */
export class SyncState {
	readonly #query: LiveQuery<Awaited<ReturnType<typeof readState>>>;

	constructor(device: Device) {
		this.#query = new LiveQuery(() => readState(device));
	}

	get waiting(): number {
		return this.#query.current?.waiting ?? 0;
	}
	get attention(): number {
		return this.#query.current?.attention ?? 0;
	}
	get offline(): boolean {
		return this.#query.current?.status.offlineSinceMs != null;
	}
	get offlineSince(): string | null {
		return this.#clock(this.#query.current?.status.offlineSinceMs);
	}
	get lastContact(): string | null {
		return this.#clock(this.#query.current?.status.lastContactAtMs);
	}
	get lastContactAtMs(): number | null {
		return this.#query.current?.status.lastContactAtMs ?? null;
	}
	get trouble() {
		return this.#query.current?.trouble ?? null;
	}

	#clock(ms: number | null | undefined): string | null {
		return ms == null ? null : timeOfInstant(ms);
	}
}

async function readState({ db, person }: Device) {
	const status = await readStatus(db);
	const counts = await countOutbox(db, person.id, Date.now());

	const trouble = status.trouble ?? (status.isStuck ? ('stuck' as const) : null);

	return { status, trouble, waiting: counts.waiting, attention: counts.attention + (trouble === null ? 0 : 1) };
}
