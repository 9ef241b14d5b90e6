import { m } from '#lib/i18n/generated/messages.js';
import { dateOfInstant, timeOfInstant, type TradeDate } from '#lib/domain/dates.ts';
import type { OtherPicture } from '#lib/domain/photos/image-header.ts';
import { takenAtOf, type PhotoCount, type PhotoFile } from '#lib/domain/photos/photo-edits.ts';
import { formatDate, formatDay, formatNumber } from '../format.ts';

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

type Taken = Pick<PhotoFile, 'takenAt' | 'chosen'>;

/** When a photo was taken: on the picture the time of one of today, the day of an older one; its name says both. One that was
 *  chosen among the phone's pictures says so. */
export function takenWords(file: Taken, today: TradeDate): { time: string; name: string } {
	const at = takenAtOf(file);
	if (at === null) return { time: m.photo_chosen(), name: m.photo_name_no_time() };
	const [day, clock] = [dateOfInstant(Date.parse(at)), timeOfInstant(Date.parse(at))];
	const when = day === today ? clock : `${clock} ${dayWords(day, today)}`;
	const time = day === today ? clock : dayWords(day, today);

	return file.chosen
		? { time: m.photo_chosen(), name: m.photo_name_chosen({ time: when }) }
		: { time, name: m.photo_name({ time: when }) };
}

/** A picture of another year is not taken for one of this. */
const dayWords = (day: TradeDate, today: TradeDate): string =>
	day.slice(0, 4) === today.slice(0, 4) ? formatDay(day) : formatDate(day);

/** The same at the desk, which is told all of it: "Chụp 09:36 ngày 05/11/2018, từ thư viện". */
export function takenInFull(file: Taken): { name: string; taken: string } {
	const at = takenAtOf(file);
	if (at === null) return { name: m.photo_name_no_time(), taken: m.photo_taken_no_time() };
	const atMs = Date.parse(at);
	const when = m.photo_when({ time: timeOfInstant(atMs), day: formatDate(dateOfInstant(atMs)) });

	return file.chosen
		? { name: m.photo_name_chosen({ time: when }), taken: m.photo_taken_chosen({ when }) }
		: { name: m.photo_name({ time: when }), taken: m.photo_taken({ when }) };
}

/** "3 ảnh, 1 từ thư viện". */
export function photoCountWords({ n, chosen }: PhotoCount): string {
	return chosen === 0 ? m.paper_photos({ n }) : m.paper_photos_chosen({ photos: m.paper_photos({ n }), n: chosen });
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
