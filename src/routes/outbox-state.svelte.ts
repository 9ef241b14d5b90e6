import type { RegisterValue } from '#lib/domain/changes/change.ts';
import type { Device } from '#lib/local/device.svelte.ts';
import { LiveQuery } from '#lib/local/live-query.svelte.ts';
import type { StuckItem } from '#lib/local/outbox/stuck-items.ts';
import type { AttentionItem } from '#lib/local/store/device-store.ts';
import type { WaitingItem } from '#lib/ui/outbox/outbox-items.ts';
import type { Clash } from './clash.ts';
import { readAll } from './read-unsent.ts';

/** What the page of unsent work shows, from the tables that the lanes work on. */
export class OutboxState {
	readonly #query: LiveQuery<Awaited<ReturnType<typeof readAll>>>;

	constructor(device: Device) {
		this.#query = new LiveQuery(() => readAll(device));
	}

	/** Whether it has been read once: until then nothing is said of it. */
	get isRead(): boolean {
		return this.#query.current !== undefined;
	}
	get waiting(): WaitingItem[] {
		return this.#query.current?.waiting ?? [];
	}
	get items(): AttentionItem[] {
		return this.#query.current?.items ?? [];
	}
	/** What does not get through by itself. */
	get stuck(): (StuckItem & { known: { [register: string]: RegisterValue } })[] {
		return this.#query.current?.stuck ?? [];
	}
	get clashes(): Clash[] {
		return this.#query.current?.clashes ?? [];
	}
	get sentToday(): number {
		return this.#query.current?.sentToday ?? 0;
	}
}
