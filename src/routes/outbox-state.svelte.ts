import type { Device } from '#lib/local/device.svelte.ts';
import { LiveQuery } from '#lib/local/live-query.svelte.ts';
import type { AttentionItem } from '#lib/local/store/device-store.ts';
import type { WaitingItem } from '#lib/ui/outbox/outbox-items.ts';
import type { Clash } from './clash.ts';
import { readAll } from './read-unsent.ts';

/** What the page of unsent work shows, from the tables that the lanes work on. */
export class OutboxState {
	readonly #query: LiveQuery<{ waiting: WaitingItem[]; items: AttentionItem[]; clashes: Clash[]; sentToday: number }>;

	constructor(device: Device) {
		this.#query = new LiveQuery(() => readAll(device));
	}

	get waiting(): WaitingItem[] {
		return this.#query.current?.waiting ?? [];
	}
	get items(): AttentionItem[] {
		return this.#query.current?.items ?? [];
	}
	get clashes(): Clash[] {
		return this.#query.current?.clashes ?? [];
	}
	get sentToday(): number {
		return this.#query.current?.sentToday ?? 0;
	}
}
