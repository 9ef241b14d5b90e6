import * as z from 'zod/mini';
import { criterionNumber, date, instant, name, place, text, uuid } from './fields.ts';
import type { Registers } from './registers.ts';

export const visit = {
	opening: z.looseObject({
		purpose: z.enum(['follow_up', 'department', 'cluster', 'internal']),
		department: z.optional(name),
		on: date,
		startedAt: instant,
		criteria: z.array(criterionNumber)
	}),
	/** Who came, by level: posts rather than names. */
	attendance: z.looseObject({ province: z.array(text), district: z.array(text), commune: z.array(text) }),
	conclusion: z.looseObject({ text, closedAt: instant }),
	place
} as const satisfies Registers;

/** The verdict of a visit on one criterion. */
export const finding = {
	verdict: z.looseObject({ verdict: z.enum(['satisfied', 'needs_work', 'not_satisfied']) })
} as const satisfies Registers;

/** What a visit noted at a criterion, with the date by which it must be put right. */
export const remark = {
	text: z.looseObject({ visit: uuid, criterion: criterionNumber, text: name, dueOn: z.optional(date) }),
	answer: z.looseObject({ state: z.enum(['open', 'done']), on: date })
} as const satisfies Registers;
