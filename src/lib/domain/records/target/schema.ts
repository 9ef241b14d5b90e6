import * as z from 'zod/mini';
import { date, name, source, text } from '../fields.ts';
import type { Registers } from '../registers.ts';

const year = z.int().check(z.gte(2000), z.lte(2100));

/** The year in which the commune is to finish, with the years it was moved from. */
export const target = {
	registration: z.looseObject({
		year,
		/** `province_decision`, `district_plan`, `plan_2017` or words of the office's own. */
		basis: name,
		/** The day of its first registration; absent in older records, which stand for ever. */
		registeredOn: z.optional(date),
		document: z.optional(text),
		carriedOver: z.optional(z.boolean()),
		/** The year of the plan that was not met, kept when the basis that named it gives way to another. */
		carriedFrom: z.optional(year),
		/** What it follows from, such as a briefing's decision. */
		from: z.optional(source),
		movedFrom: z.optional(z.array(z.looseObject({ year, on: date, basis: name })))
	})
} as const satisfies Registers;
