import * as z from 'zod/mini';
import { instant, name, place, text } from './fields.ts';
import type { Registers } from './registers.ts';

const size = z.int().check(z.gte(0));

export const photo = {
	file: z.looseObject({
		of: z.looseObject({ kind: name, id: name }),
		sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
		bytes: size,
		width: size,
		height: size,
		filetype: name,
		takenAt: instant,
		place: z.optional(place)
	}),
	caption: z.looseObject({ text }),
	stored: z.looseObject({ at: instant })
} as const satisfies Registers;
