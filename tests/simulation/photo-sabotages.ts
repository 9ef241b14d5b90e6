import type { Broken } from './breaking.ts';

/** Rules about photos and their copies on the phone. */
export const PHOTO_SABOTAGES: readonly Broken[] = [
	{
		rule: 'a photo is told as stored only once all of it is there',
		noticedBy: 'stored',
		toldTooEarly: true
	},
	{
		rule: 'what arrived of a photo is what was taken',
		noticedBy: 'stored',
		believesBytes: true
	},
	{
		rule: 'a phone keeps its copy of a photo until it was told that it is stored',
		noticedBy: 'photo',
		freesUnstored: true
	}
];
