import * as z from 'zod/mini';
import { count, date, entry, name, text } from '../fields.ts';
import type { Registers } from '../registers.ts';

export const profile = {
	/** The list as it began, and as earlier versions of the program write it; each village has its own entry over it. */
	villages: z.looseObject({ items: z.array(z.looseObject({ id: text, name })) }),
	population: z.looseObject({ households: count, people: count, on: date })
} as const satisfies Registers;

/** `village:<id>` */
export const villageEntry = entry({ name });
