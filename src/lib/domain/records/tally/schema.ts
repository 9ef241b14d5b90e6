import * as z from 'zod/mini';
import { count, date } from '../fields.ts';
import type { Registers } from '../registers.ts';

/** What a commune reported in figures only; null is "not known". */
export const tally = {
	dossiers: z.looseObject({ complete: z.nullable(count), common: z.nullable(z.boolean()), on: date }),
	departments: z.looseObject({ sent: z.nullable(count), inspected: z.nullable(count), on: date })
} as const satisfies Registers;
