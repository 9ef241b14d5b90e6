import { m } from '#lib/i18n/generated/messages.js';
import { dateOfInstant, timeOfInstant, type TradeDate } from '#lib/domain/dates.ts';
import type { OtherPicture } from '#lib/domain/photos/image-header.ts';
import { formatDay, formatNumber } from '../format.ts';

export type PhotoRefused = 'not-a-photo' | OtherPicture | 'heic' | 'broken' | 'too-large' | 'no-room' | 'failed';

/** Why a picture was not taken: what happened, what is safe, what to do. */
export function refusalWords(why: PhotoRefused): { title: string; text: string } {
	switch (why) {
		case 'not-a-photo':
			return { title: m.photo_refused_type(), text: m.photo_refused_type_next() };
		case 'heic':
			return { title: m.photo_refused_heic(), text: m.photo_refused_heic_next() };
		case 'avif':
		case 'gif':
		case 'bmp':
		case 'tiff':
			return {
				title: m.photo_refused_format({ format: why.toUpperCase() }),
				text: m.photo_refused_format_next()
			};
		case 'broken':
			return { title: m.photo_refused_broken(), text: m.photo_refused_again() };
		case 'too-large':
			return { title: m.photo_refused_large(), text: m.photo_refused_again() };
		case 'no-room':
			return { title: m.photo_refused_room(), text: m.photo_refused_room_next() };
		case 'failed':
			return { title: m.photo_failed(), text: m.photo_refused_again() };
	}
}

/** When a photo was taken: on the picture the time of one of today, the day of an older one; in full both. */
export function takenWords(takenAt: string, today: TradeDate): { time: string; when: string } {
	const atMs = Date.parse(takenAt);
	const [day, clock] = [dateOfInstant(atMs), timeOfInstant(atMs)];
	const full = `${clock} ${formatDay(day)}`;

	return day === today ? { time: clock, when: clock } : { time: formatDay(day), when: full };
}

/** How many more there is room for; a figure of thousands is not exact, and nobody needs it to be. */
export const roomWords = (photos: number): string =>
	photos >= 1000
		? m.photo_room_thousands({ n: formatNumber(Math.floor(photos / 1000) * 1000) })
		: m.photo_room({ n: photos });

export type PhotoTroubled = 'unit-lost' | 'record-refused' | 'file-refused' | 'not-arrived' | 'left-over';

/** Why photos will not arrive by themselves. */
export function troubleWords(kind: PhotoTroubled, n: number): { title: string; text: string } {
	switch (kind) {
		case 'unit-lost':
			return { title: m.photo_trouble_lost({ n }), text: m.photo_trouble_lost_next() };
		case 'record-refused':
			return { title: m.photo_trouble_record({ n }), text: m.photo_trouble_record_next() };
		case 'file-refused':
			return { title: m.photo_trouble_file({ n }), text: m.photo_trouble_file_next() };
		case 'not-arrived':
			return { title: m.photo_trouble_retry({ n }), text: m.photo_trouble_record_next() };
		case 'left-over':
			return { title: m.photo_trouble_left({ n }), text: m.photo_trouble_left_next() };
	}
}
