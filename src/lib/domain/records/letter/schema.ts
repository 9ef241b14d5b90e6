import * as z from 'zod/mini';
import { date, name, text } from '../fields.ts';
import type { Registers } from '../registers.ts';

/** More than all criteria and indicators of any set. */
const POINTS_MOST = 200;

const point = z.looseObject({
	/** A criterion, `14`, or one of its indicators, `14.3`. */
	of: z.string().check(z.regex(/^[1-9]\d{0,2}(?:\.\d{1,3})?$/)),
	verdict: z.enum(['passed', 'supplement', 'failed']),
	note: z.optional(text)
});

/** A letter in which a provincial department says what it found of a commune: one document, typed from it whole. */
export const letter = {
	content: z.looseObject({
		department: z.string().check(z.regex(/^[a-z0-9-]+$/)),
		/** As printed on it: "112/SCT-QLCN". */
		number: z.optional(text),
		on: date,
		/** The criteria's set; the first one where none is named. */
		set: z.optional(name),
		points: z.array(point).check(z.minLength(1), z.maxLength(POINTS_MOST))
	})
} as const satisfies Registers;

export type LetterPoint = z.output<typeof point>;
export type LetterVerdict = LetterPoint['verdict'];
