import * as z from 'zod/mini';
import { criterionNumber, date, name, text } from '../fields.ts';
import type { Registers } from '../registers.ts';

/** A contractor's works, with how far they are. */
export const works = {
	contract: z.looseObject({
		name,
		criterion: z.optional(criterionNumber),
		contractor: text,
		startOn: z.optional(date),
		dueOn: date
	}),
	progress: z.looseObject({ percent: z.number(), on: date, note: z.optional(text) })
} as const satisfies Registers;
