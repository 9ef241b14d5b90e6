import * as z from 'zod/mini';
import { date, name, text, uuid } from '../fields.ts';
import type { Registers } from '../registers.ts';

/** An office's judgement of one value: `judged` is the change that wrote it. */
export const review = {
	verdict: z.looseObject({
		of: z.looseObject({ kind: z.enum(['check', 'finding']), id: name }),
		judged: uuid,
		verdict: z.enum(['verified', 'returned', 'reopened']),
		reason: z.optional(z.looseObject({ code: name, text })),
		on: date
	})
} as const satisfies Registers;
