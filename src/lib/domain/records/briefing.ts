import * as z from 'zod/mini';
import { date, name, text, uuid } from './fields.ts';
import type { Registers } from './registers.ts';

/** A progress briefing of the district with its communes. */
export const briefing = {
	meeting: z.looseObject({ on: date, place: text, chair: text, attendees: z.array(text) }),
	assessment: z.looseObject({ text }),
	conclusion: z.looseObject({ text })
} as const satisfies Registers;

export const decision = {
	decision: z.looseObject({
		briefingId: uuid,
		text: name,
		communeId: z.optional(name),
		targetYear: z.optional(z.int()),
		dueOn: z.optional(date),
		assignee: z.optional(text)
	})
} as const satisfies Registers;
