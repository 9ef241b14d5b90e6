import * as z from 'zod/mini';
import { date, text } from '../fields.ts';
import type { Registers } from '../registers.ts';

const dossierState = z.enum(['not_started', 'preparing', 'complete']);

export const dossier = {
	state: z.looseObject({ state: dossierState, on: z.optional(date) }),
	/** `on` is the day on which it was planned; older records have none. */
	plan: z.looseObject({ expectedOn: z.optional(date), owner: z.optional(text), on: z.optional(date) })
} as const satisfies Registers;
