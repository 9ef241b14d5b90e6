import * as z from 'zod/mini';
import { MEASURES, type CriteriaSet, type Measure } from './criteria-set.ts';

const level = { op: z.enum(['>=', '<=', '==']), value: z.number(), unit: z.string() };

const threshold = z.looseObject({
	...level,
	year: z.optional(z.int()),
	and: z.optional(z.array(z.looseObject({ label: z.string(), ...level })))
});

const measure = z.enum(Object.keys(MEASURES) as Measure[]);

const indicator = z.looseObject({
	no: z.string().check(z.regex(/^\d+\.\d+$/)),
	name: z.string(),
	kind: measure,
	target: z.record(z.string(), z.nullable(z.string())),
	threshold: z._default(z.nullable(z.record(z.string(), z.nullable(threshold))), null),
	set_by: z.optional(z.literal('province')),
	note: z.optional(z.string())
});

const criterion = z.looseObject({
	no: z.int().check(z.positive()),
	/** A set whose groups are not known has none. */
	group: z._default(z.string(), ''),
	name: z.string(),
	indicators: z.array(indicator)
});

const percent = z.nullable(z.number().check(z.gte(0), z.lte(100)));

const satisfaction = z.looseObject({
	askedPercent: percent,
	satisfiedPercent: percent,
	contentPercent: percent,
	contents: z.array(z.looseObject({ id: z.string(), name: z.string() })),
	source: z.optional(z.string())
});

const pairAsks = { part: z.optional(z.string()), whole: z.optional(z.string()) };

const asks = z.looseObject({
	...pairAsks,
	figure: z.optional(z.string()),
	name: z.optional(z.string()),
	more: z.optional(z.record(z.string(), z.looseObject(pairAsks)))
});

const criteriaSet = z.looseObject({
	id: z.string().check(z.regex(/^[a-z0-9-]+$/)),
	title: z.string(),
	decision: z.string(),
	date: z.string(),
	period: z.string(),
	groups: z._default(z.array(z.looseObject({ no: z.string(), name: z.string() })), []),
	criteria: z.array(criterion),
	satisfaction: z.optional(satisfaction),
	asks: z.optional(z.record(z.string(), asks)),
	synonyms: z.optional(z.record(z.string(), z.array(z.string())))
});

/** Reads a decision's set as kept in its data file; sources and confidence stay with it. Throws when it is not one. */
export function parseCriteriaSet(json: unknown): CriteriaSet {
	return criteriaSet.parse(json);
}
