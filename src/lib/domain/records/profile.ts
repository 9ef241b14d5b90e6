import * as z from 'zod/mini';
import { count, date, name, text } from './fields.ts';
import type { Registers } from './registers.ts';

export const profile = {
	villages: z.looseObject({ items: z.array(z.looseObject({ id: text, name })) }),
	population: z.looseObject({ households: count, people: count, on: date })
} as const satisfies Registers;
