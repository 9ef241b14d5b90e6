import { SvelteMap } from 'svelte/reactivity';
import type { PhotoRead } from '#lib/domain/photos/photo-edits.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { Device } from '#lib/local/device.svelte.ts';
import { formatNumber } from '#lib/ui/format.ts';
import { takenInFull, takenWords } from '#lib/ui/photo/photo-words.ts';
import type { ShownPhoto } from '#lib/ui/photo/shown-photo.ts';
import { coordinatesWords } from '#lib/ui/place/place-words.ts';
import type { Desk } from './desk-context.svelte.ts';

/** Photos of others as the desk shows them: thumbnails come from this device where they were seen before, and are asked for
 *  again when a photo has arrived or the network is back. */
export class DeskPhotos {
	readonly #device: Device;
	readonly #photos: () => readonly PhotoRead[];
	readonly #thumbs = new SvelteMap<string, Blob>();

	constructor({ device, sync }: Pick<Desk, 'device' | 'sync'>, photos: () => readonly PhotoRead[]) {
		this.#device = device;
		this.#photos = photos;
		/** No state of a screen: what was asked for once is not asked for again for the same reason. */
		const tried: { [attempt: string]: true } = {};
		$effect(() => {
			for (const { id, isStored } of photos()) {
				const attempt = `${id}/${isStored}/${sync.offline}`;
				if (this.#thumbs.has(id) || tried[attempt]) continue;
				tried[attempt] = true;
				void device.photos.thumbOf(id).then((thumb) => thumb && this.#thumbs.set(id, thumb), reportError);
			}
		});
	}

	readonly shown: ShownPhoto[] = $derived.by(() =>
		this.#photos().map(({ id, file, caption, isStored }) => {
			const thumb = this.#thumbs.get(id) ?? null;
			return {
				...{ id, thumb, caption, isStored },
				full: isStored ? `/api/photos/${id}` : null,
				...takenInFull(file),
				time: takenWords(file, this.#device.today()).time,
				where:
					file.place &&
					m.review_place({
						where: coordinatesWords(file.place),
						metres: formatNumber(file.place.accuracyM, 0)
					}),
				size: { width: file.width, height: file.height },
				state: isStored ? (thumb ? undefined : m.photo_unseen()) : m.photo_missing()
			};
		})
	);
}
