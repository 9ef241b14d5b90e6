import * as z from 'zod/mini';
import { criterionNumber, date, text, uuid } from './fields.ts';
import type { Kind } from './kind.ts';

/** How far one provincial department is with the commune: sent to, came to inspect, confirmed in writing. */
export const appraisal = {
	scope: 'commune',
	id: (id) => /^appraisal:[a-z0-9-]+$/.test(id),
	registers: {
		sent: z.looseObject({ on: z.nullable(date) }),
		inspected: z.looseObject({ on: z.nullable(date), visitId: z.optional(uuid), note: z.optional(text) }),
		confirmed: z.looseObject({
			on: date,
			criteria: z.array(criterionNumber),
			verdict: z.enum(['passed', 'supplement', 'failed']),
			note: z.optional(text)
		})
	}
} as const satisfies Kind;

export const appraisalId = (department: string): string => `appraisal:${department}`;
