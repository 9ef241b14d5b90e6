import * as z from 'zod/mini';
import { criterionNumber, date, name, text, uuid } from '../fields.ts';
import type { Registers } from '../registers.ts';

/** A progress briefing of the district with its communes. */
export const briefing = {
	meeting: z.looseObject({
		on: date,
		place: text,
		chair: text,
		attendees: z.array(text),
		/** The communes that report; absent in older records, which stand for all that have a target year. */
		communes: z.optional(z.array(name))
	}),
	assessment: z.looseObject({ text }),
	/** There once the briefing is concluded. */
	conclusion: z.looseObject({ text, on: z.optional(date) })
} as const satisfies Registers;

/** What somebody said at a briefing, for a commune, a department of the district or themselves. */
export const statement = {
	said: z.looseObject({
		briefingId: uuid,
		kind: z.enum(['statement', 'request']),
		text: name,
		communeId: z.optional(name),
		/** Who spoke where it was no commune: a department or a post, in words. */
		speaker: z.optional(text)
	})
} as const satisfies Registers;

export const decision = {
	decision: z.looseObject({
		briefingId: uuid,
		text: name,
		communeId: z.optional(name),
		/** A task that every commune of the briefing gets. */
		everyCommune: z.optional(z.boolean()),
		criterion: z.optional(criterionNumber),
		/** The obstacle that is given to somebody. */
		obstacleId: z.optional(uuid),
		/** A new obstacle: who is to remove it. */
		asks: z.optional(z.enum(['commune', 'district', 'province'])),
		targetYear: z.optional(z.int()),
		dueOn: z.optional(date),
		assignee: z.optional(text)
	})
} as const satisfies Registers;
