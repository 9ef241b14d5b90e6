import * as z from 'zod/mini';
import { date, name, place, text } from '../fields.ts';
import type { Registers } from '../registers.ts';

const amounts = {
	value: z.optional(z.number()),
	part: z.optional(z.number()),
	whole: z.optional(z.number())
};

/** `more` holds the second figures that some indicators ask for; `met` is what the person saw. */
export const measurement = z.looseObject({
	on: date,
	...amounts,
	more: z.optional(z.array(z.looseObject({ label: name, ...amounts }))),
	met: z.enum(['met', 'not_met', 'not_applicable']),
	note: z.optional(text)
});
export type Measurement = z.output<typeof measurement>;

export const check = {
	subject: z.looseObject({ indicator: name, set: z.optional(name), village: z.optional(text) }),
	measurement,
	place
} as const satisfies Registers;
