import * as z from 'zod/mini';
import { count, date, name, text } from '../fields.ts';
import type { Registers } from '../registers.ts';

const known = z.nullable(count);

/** What the people of one village said when the Fatherland Front asked them. A null is a figure nobody has. */
export const survey = {
	result: z.looseObject({
		on: date,
		/** Households of the village, those that were asked, and those of them that are satisfied with the whole. */
		households: known,
		asked: known,
		satisfied: known,
		/** Of the asked, how many are satisfied with each content. */
		contents: z.optional(z.array(z.looseObject({ content: name, satisfied: known }))),
		team: z.optional(text),
		note: z.optional(text)
	})
} as const satisfies Registers;
