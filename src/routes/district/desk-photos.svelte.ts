import { SvelteMap } from 'svelte/reactivity';
import { dateOfInstant, timeOfInstant } from '#lib/domain/dates.ts';
import type { PhotoRead } from '#lib/domain/photos/photo-edits.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDate, formatDay, formatNumber } from '#lib/ui/format.ts';
import type { ShownPhoto } from '#lib/ui/photo/shown-photo.ts';
import { coordinatesWords } from '#lib/ui/place/place-words.ts';
import type { Desk } from './desk-context.svelte.ts';

/** Photos of others as the desk shows them: thumbnails come from this device where they were seen before, and are asked for
 *  again when a photo has arrived or the network is back. */
export class DeskPhotos {
	readonly #photos: () => readonly PhotoRead[];
	readonly #thumbs = new SvelteMap<string, Blob>();

	constructor({ device, sync }: Pick<Desk, 'device' | 'sync'>, photos: () => readonly PhotoRead[]) {
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
			const atMs = Date.parse(file.takenAt);
			const thumb = this.#thumbs.get(id) ?? null;
			return {
				...{ id, thumb, caption, isStored },
				full: isStored ? `/api/photos/${id}` : null,
				when: m.photo_when({ time: timeOfInstant(atMs), day: formatDate(dateOfInstant(atMs)) }),
				time: `${timeOfInstant(atMs)} ${formatDay(dateOfInstant(atMs))}`,
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
