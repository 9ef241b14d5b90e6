import * as z from 'zod/mini';
import { criterionNumber, date, name, source, text } from '../fields.ts';
import type { Registers } from '../registers.ts';

export const obstacle = {
	statement: z.looseObject({
		criterion: z.optional(criterionNumber),
		title: name,
		detail: z.optional(text),
		raisedOn: date,
		asks: z.enum(['commune', 'district', 'province']),
		from: z.optional(source)
	}),
	answer: z.looseObject({
		state: z.enum(['open', 'in_hand', 'resolved']),
		on: date,
		text: z.optional(text),
		from: z.optional(source)
	})
} as const satisfies Registers;
