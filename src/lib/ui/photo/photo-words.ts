import { m } from '#lib/i18n/generated/messages.js';

export type PhotoRefused = 'not-a-photo' | 'heic' | 'broken' | 'too-large' | 'no-room' | 'failed';

/** Why a picture was not taken: what happened, what is safe, what to do. */
export function refusalWords(why: PhotoRefused): { title: string; text: string } {
	switch (why) {
		case 'not-a-photo':
			return { title: m.photo_refused_type(), text: m.photo_refused_type_next() };
		case 'heic':
			return { title: m.photo_refused_heic(), text: m.photo_refused_heic_next() };
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
