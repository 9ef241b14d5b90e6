import * as z from 'zod/mini';
import { measurement } from '../check/schema.ts';
import { criterionNumber, date, name, source, text } from '../fields.ts';
import type { Registers } from '../registers.ts';

export const task = {
	assignment: z.looseObject({
		title: name,
		criterion: z.optional(criterionNumber),
		/** A person's id, or free words such as a post. */
		assignee: name,
		dueOn: date,
		from: z.optional(source),
		/** A commune asks for the verified check of `from` to be reopened, to write this value instead. */
		reopen: z.optional(z.looseObject({ value: measurement, reason: text }))
	}),
	progress: z.looseObject({ state: z.enum(['open', 'done']), on: z.optional(date), note: z.optional(text) })
} as const satisfies Registers;
