import * as z from 'zod/mini';
import { date, instant, name, place, text } from '../fields.ts';
import type { Registers } from '../registers.ts';

const size = z.int().check(z.gte(0));

export const photo = {
	file: z.looseObject({
		of: z.looseObject({ kind: name, id: name }),
		sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
		bytes: size,
		width: size,
		height: size,
		filetype: name,
		/** When this device took it in: for the camera's, when it was taken. */
		takenAt: instant,
		/** Of one that was chosen among the phone's pictures: when it was taken, as far as its file says. Its place is not known. */
		chosen: z.optional(z.looseObject({ takenAt: z.optional(instant) })),
		place: z.optional(place)
	}),
	caption: z.looseObject({ text }),
	/** Chosen by the district for its page for everybody, with the words that stand under it there; null once taken off. */
	shown: z.nullable(z.looseObject({ text: name, on: date })),
	stored: z.looseObject({ at: instant })
} as const satisfies Registers;
