import * as z from 'zod/mini';
import { isDayOfTrade } from '../dates.ts';
import { isUuid } from '../ids.ts';
import { TEXT_LIMIT } from './text-limit.ts';

export const text = z.string().check(z.maxLength(TEXT_LIMIT));
export const name = z.string().check(z.minLength(1), z.maxLength(TEXT_LIMIT));
export const date = z.string().check(z.refine(isDayOfTrade, 'not a date YYYY-MM-DD of 1990 to 2099'));
export const instant = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/));
export const uuid = z.string().check(z.refine(isUuid, 'not a UUID'));
/** Negative counts are odd, not impossible: they are accepted and flagged. */
export const count = z.int();
export const criterionNumber = z.int().check(z.positive());
/** A criterion as ids write it: `6` of the 2016 set, `<set>:6` of any other. */
export const criterionRef = z.union([criterionNumber, z.string().check(z.regex(/^[a-z0-9-]+:\d+$/))]);

/** The record that something follows from. */
export const source = z.looseObject({ kind: name, id: name });

export const place = z.looseObject({
	lat: z.number().check(z.gte(-90), z.lte(90)),
	lon: z.number().check(z.gte(-180), z.lte(180)),
	accuracyM: z.number().check(z.gte(0)),
	at: instant
});
export type Place = z.output<typeof place>;

export const life = z.nullable(z.looseObject({ voided: z.literal(true), reason: name }));

/** An entry of a list; `out` once it was taken out. */
export const entry = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
	z.looseObject({ ...shape, out: z.optional(z.literal(true)) });
