import * as z from 'zod/mini';
import { count, criterionRef, date, name, text } from './fields.ts';
import type { Registers } from './registers.ts';

const dossierState = z.enum(['not_started', 'preparing', 'complete']);

export const dossier = {
	state: z.looseObject({ state: dossierState, on: z.optional(date) }),
	plan: z.looseObject({ expectedOn: z.optional(date), owner: z.optional(text) })
} as const satisfies Registers;

/** One paper of a dossier; one record each, so that two people ticking lose no tick. */
export const paper = {
	item: z.looseObject({ of: z.union([criterionRef, z.literal('common')]), name }),
	state: z.looseObject({ done: z.boolean(), on: z.optional(date), note: z.optional(text) })
} as const satisfies Registers;

/** What a commune reported in figures only; null is "not known". */
export const tally = {
	dossiers: z.looseObject({ complete: z.nullable(count), common: z.nullable(z.boolean()), on: date }),
	departments: z.looseObject({ sent: z.nullable(count), inspected: z.nullable(count), on: date })
} as const satisfies Registers;
