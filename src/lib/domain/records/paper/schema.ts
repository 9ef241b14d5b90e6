import * as z from 'zod/mini';
import { criterionRef, date, name, text } from '../fields.ts';
import type { Registers } from '../registers.ts';

/** One paper of a dossier; one record each, so that two people ticking lose no tick. */
export const paper = {
	item: z.looseObject({ of: z.union([criterionRef, z.literal('common')]), name }),
	state: z.looseObject({ done: z.boolean(), on: z.optional(date), note: z.optional(text) })
} as const satisfies Registers;
