import { timeOfInstant } from '#lib/domain/dates.ts';
import type { Device } from '#lib/local/device.svelte.ts';
import { LiveQuery } from '#lib/local/live-query.svelte.ts';
import { countOutbox } from '#lib/local/outbox/read-outbox.ts';
import { readPhotoTroubles, type PhotoTrouble } from '#lib/local/photos/photo-troubles.ts';
import { readWaitingPhotos } from '#lib/local/photos/waiting-photos.ts';
import { secondPlace } from '#lib/local/forms/second-place.ts';
import { countUnstored } from '#lib/local/replica/unstored-rows.ts';
import type { Readiness } from '#lib/local/app/readiness.svelte.ts';
import { readStatus } from '#lib/local/store/sync-status.ts';

/** What the sync line says, from the tables that the lanes work on. */
export class SyncState {
	readonly #query: LiveQuery<Awaited<ReturnType<typeof readState>>>;
	readonly #photos: LiveQuery<Awaited<ReturnType<typeof readPhotos>>>;

	readonly #readiness: Readiness;

	constructor(device: Device, readiness: Readiness) {
		this.#readiness = readiness;
		this.#query = new LiveQuery(() => readState(device));
		this.#photos = new LiveQuery(() => readPhotos(device));
	}

	/** Whether records and photos have been counted once: until then nothing is said of them. */
	get isRead(): boolean {
		return this.#query.current !== undefined && this.#photos.current !== undefined;
	}
	/** False where the photo store does not open: nobody can say how many wait. */
	get canCountPhotos(): boolean {
		return this.#photos.current?.waiting != null;
	}
	/** The program is still coming down to this device; undefined once it has, or never will. */
	get preparing(): { bytes: Readiness['bytes'] } | undefined {
		return this.#readiness.stage === 'preparing' ? { bytes: this.#readiness.bytes } : undefined;
	}
	get waiting(): number {
		return this.#query.current?.waiting ?? 0;
	}
	/** Photos on their way, beside the records. */
	get photos(): number {
		return this.#photos.current?.waiting ?? 0;
	}
	get photoTroubles(): PhotoTrouble[] {
		return this.#photos.current?.troubles ?? [];
	}
	get attention(): number {
		// One whose record was refused is counted with what was refused.
		return (this.#query.current?.attention ?? 0) + this.photoTroubles.filter(({ item }) => !item).length;
	}
	/** Of other devices' records, those that this one could not store. */
	get unstored(): number {
		return this.#query.current?.unstored ?? 0;
	}
	get offline(): boolean {
		return this.#query.current?.status.offlineSinceMs != null;
	}
	/** Of what waits: where that is photos alone, a server that takes none of those. */
	get isServerBusy(): boolean {
		const { isServerBusy = false, arePhotosPutOff = false } = this.#query.current?.status ?? {};
		return isServerBusy || (this.waiting === 0 && arePhotosPutOff);
	}
	get isSlowed(): boolean {
		return this.#query.current?.status.isSlowed ?? false;
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
	const [counts, unstored] = await Promise.all([countOutbox(db, person.id, Date.now()), countUnstored(db)]);

	const trouble = status.trouble ?? (status.isStuck ? ('stuck' as const) : null);

	const attention = counts.attention + unstored + (trouble === null ? 0 : 1);
	return { status, trouble, waiting: counts.waiting, attention, unstored };
}

/** A photo store that is broken takes nothing from the line but its photos; "Gửi đi" tells. */
async function readPhotos({
	db,
	photos,
	person
}: Device): Promise<{ waiting: number | null; troubles: PhotoTrouble[] }> {
	const ground = { db, photos: photos.store };
	try {
		const waiting = await readWaitingPhotos(ground);
		const secondDraft = (key: string) => secondPlace(person.id, key).read();
		const troubles = await readPhotoTroubles({ ...ground, secondDraft });

		return { waiting: waiting.filter(({ problem }) => problem === undefined).length, troubles };
	} catch (cause) {
		reportError(cause);
		return { waiting: null, troubles: [] };
	}
}
