import * as z from 'zod/mini';
import { criterionNumber, date, name, text } from './fields.ts';
import type { Kind } from './kind.ts';

export const task = {
	scope: 'commune',
	id: 'uuid',
	registers: {
		assignment: z.looseObject({
			title: name,
			criterion: z.optional(criterionNumber),
			/** A person's id, or free words such as a post. */
			assignee: name,
			dueOn: date,
			from: z.optional(z.looseObject({ kind: name, id: name }))
		}),
		progress: z.looseObject({ state: z.enum(['open', 'done']), on: z.optional(date), note: z.optional(text) })
	}
} as const satisfies Kind;

/** A contractor's works, with how far they are. */
export const works = {
	scope: 'commune',
	id: 'uuid',
	registers: {
		contract: z.looseObject({
			name,
			criterion: z.optional(criterionNumber),
			contractor: text,
			startOn: z.optional(date),
			dueOn: date
		}),
		progress: z.looseObject({ percent: z.number(), on: date, note: z.optional(text) })
	}
} as const satisfies Kind;
