import * as z from 'zod/mini';
import { criterionNumber, date, entry, instant, name, place, text, uuid } from '../fields.ts';
import type { Registers } from '../registers.ts';

export const visit = {
	opening: z.looseObject({
		purpose: z.enum(['follow_up', 'department', 'cluster', 'internal']),
		department: z.optional(name),
		on: date,
		startedAt: instant,
		/** Those it was opened with. What was put on or taken off since has entries of its own. */
		criteria: z.array(criterionNumber)
	}),
	/** Who came, by level, as earlier versions of the program write it; each post has its own entry over it. */
	attendance: z.looseObject({ province: z.array(text), district: z.array(text), commune: z.array(text) }),
	conclusion: z.looseObject({ text, closedAt: instant }),
	place
} as const satisfies Registers;

/** `post:<id>` */
export const postEntry = entry({ level: z.enum(['province', 'district', 'commune']), post: name });
/** `criterion:<n>` */
export const criterionEntry = entry({});

/** The verdict of a visit on one criterion. */
export const finding = {
	verdict: z.looseObject({ verdict: z.enum(['satisfied', 'needs_work', 'not_satisfied']) })
} as const satisfies Registers;

/** What a visit noted at a criterion, with the date by which it must be put right. */
export const remark = {
	text: z.looseObject({ visit: uuid, criterion: criterionNumber, text: name, dueOn: z.optional(date) }),
	answer: z.looseObject({ state: z.enum(['open', 'done']), on: date })
} as const satisfies Registers;
