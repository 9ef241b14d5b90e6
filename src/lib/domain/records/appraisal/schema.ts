import * as z from 'zod/mini';
import { criterionNumber, date, text, uuid } from '../fields.ts';
import type { Registers } from '../registers.ts';

/** How far one provincial department is with the commune: sent to, came to inspect. `confirmed` holds the one letter that
 *  earlier versions of the program kept; it is read as a letter (`letter/read.ts`) and written no more. */
export const appraisal = {
	sent: z.looseObject({ on: z.nullable(date) }),
	inspected: z.looseObject({ on: z.nullable(date), visitId: z.optional(uuid), note: z.optional(text) }),
	confirmed: z.looseObject({
		on: date,
		criteria: z.array(criterionNumber),
		verdict: z.enum(['passed', 'supplement', 'failed']),
		note: z.optional(text)
	})
} as const satisfies Registers;
