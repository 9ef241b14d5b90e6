import type { SeenEdit } from '#lib/domain/records/record-edit.ts';
import { failureOf, type SaveFailure } from '#lib/local/outbox/edit-refused.ts';
import type { Device } from '#lib/local/device.svelte.ts';

/** Every entry of a visit is saved by itself: when the last one was, and whether one was not. */
export class VisitSaving {
	/** Of the device's clock. */
	lastAtMs: number | null = $state(null);
	/** Why the last entry was not saved. */
	failure: SaveFailure | null = $state(null);
	/** Counts failures, so that what was chosen but not saved can be drawn anew. */
	failures = $state(0);
	readonly #device: Device;

	constructor(device: Device) {
		this.#device = device;
	}

	/** What takes one tap. True once it is on disk. The edge where a store that failed becomes words. */
	async save(edits: readonly SeenEdit[]): Promise<boolean> {
		try {
			await this.#device.save(edits);
			this.note();
			return true;
		} catch (cause) {
			this.failure = failureOf(cause);
			this.failures += 1;
			reportError(cause);
			return false;
		}
	}

	/** A form of the visit was saved. */
	note(): void {
		this.lastAtMs = Date.now();
		this.failure = null;
	}
}
