import * as z from 'zod/mini';
import { count, date, name, text } from './fields.ts';
import type { Kind } from './kind.ts';

export const profile = {
	scope: 'commune',
	id: (id) => id === 'profile',
	registers: {
		villages: z.looseObject({ items: z.array(z.looseObject({ id: text, name })) }),
		population: z.looseObject({ households: count, people: count, on: date })
	}
} as const satisfies Kind;
