import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { PhotoRead } from '#lib/domain/photos/photo-edits.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { Device } from '#lib/local/device.svelte.ts';
import { LiveQuery } from '#lib/local/live-query.svelte.ts';
import { thumbOf } from '#lib/local/photos/photo-store.ts';
import type { PhotoTile } from '#lib/ui/photo/photo-tile.ts';
import { takenWords } from '#lib/ui/photo/photo-words.ts';

/** Photos that were saved with their records: those of this device from its own store, the others from the server. */
export class SavedPhotos {
	readonly #device: Device;
	readonly #read: () => PhotoRead[];
	readonly photos: PhotoRead[] = $derived.by(() => this.#read());
	readonly #query = $derived.by(() => {
		const ids = this.photos.map(({ id }) => id);
		return new LiveQuery(() => this.#device.photos.rows(ids));
	});
	readonly tiles: PhotoTile[] = $derived.by(() => this.photos.map((photo) => this.#tileOf(photo)));

	constructor(device: Device, read: () => PhotoRead[]) {
		this.#device = device;
		this.#read = read;
	}

	find(id: string): PhotoRead | undefined {
		return this.photos.find((photo) => photo.id === id);
	}

	/** Null where it lies neither here nor at the server. */
	async pictureOf(id: string): Promise<Blob | string | null> {
		const picture = await this.#device.photos.store.picture(id);

		return picture ?? (this.find(id)?.isStored ? `/api/photos/${id}` : null);
	}

	#tileOf({ id, file, caption, isStored }: PhotoRead): PhotoTile {
		const rows = this.#query.current;
		const row = rows?.find((one) => one.id === id);
		const thumb = row ? thumbOf(row) : rows && isStored ? `/api/photos/${id}?size=thumb` : null;
		const problem = row?.problem === undefined ? m.photo_waiting() : m.photo_not_taken();

		return {
			id,
			thumb,
			...takenWords(file, this.#device.today()),
			caption,
			// Before the device's own photos have been read nobody knows which are missing.
			state: isStored || !rows ? undefined : row ? problem : m.photo_missing()
		};
	}
}

export const findPhotoRecord = (records: readonly SyncRecord[], id: string | undefined): SyncRecord | undefined =>
	records.find((record) => record.kind === 'photo' && record.id === id);
