import * as z from 'zod/mini';
import { date, name, text, uuid } from '../fields.ts';
import type { Registers } from '../registers.ts';

const figure = z.looseObject({
	key: name,
	value: z.union([z.number(), text, z.null()]),
	/** What was counted, where a person wrote something else. */
	computed: z.optional(text)
});

const run = z.looseObject({
	text,
	bold: z.optional(z.literal(true)),
	italic: z.optional(z.literal(true)),
	figure: z.optional(figure)
});

const lines = {
	key: name,
	runs: z.array(run),
	/** What stood there before a person wrote it anew, and the figures in it. */
	computed: z.optional(text),
	counted: z.optional(z.array(z.looseObject({ key: name, text })))
};

const cell = z.looseObject({
	...lines,
	note: z.optional(text),
	/** The strip's cells, "1:met 2:wait! 3:doing"; the mark is an obstacle. `groups` tells how many stand together. */
	strip: z.optional(z.looseObject({ cells: text, groups: z.array(z.int()) })),
	center: z.optional(z.literal(true)),
	bold: z.optional(z.literal(true))
});

const block = z.discriminatedUnion('kind', [
	z.looseObject({ kind: z.literal('heading'), level: z.union([z.literal(1), z.literal(2)]), text }),
	z.looseObject({ kind: z.literal('paragraph'), paragraph: z.looseObject(lines) }),
	z.looseObject({
		kind: z.literal('table'),
		/** The rows go on a table whose first ones stand before. */
		goesOn: z.optional(z.literal(true)),
		caption: z.optional(text),
		head: z.array(text),
		widths: z.array(z.number()),
		rows: z.array(z.array(cell))
	}),
	z.looseObject({ kind: z.literal('legend') })
]);

/** A paper that the office issued for a briefing, as it was written; only its number may come later. */
export const document = {
	head: z.looseObject({
		briefingId: uuid,
		kind: z.enum(['report', 'notice', 'minutes', 'table']),
		/** The day it was issued, and the day whose figures it tells. */
		on: date,
		asOf: date,
		/** What stands behind the number: "TB-VPĐP". */
		symbol: text,
		above: text,
		agency: text,
		placeAndDate: text,
		type: text,
		subject: text,
		purpose: z.optional(text),
		note: z.optional(text),
		recipients: z.array(text),
		signers: z.array(z.looseObject({ post: text, name: text })),
		landscape: z.boolean(),
		/** How many parts its text has. */
		parts: z.int().check(z.gte(1), z.lte(1000)),
		/** The paper that it takes the place of, or sets right. */
		replaces: z.optional(z.looseObject({ id: uuid, how: z.enum(['replace', 'correct']) }))
	}),
	number: z.looseObject({ no: z.string().check(z.maxLength(20)) })
} as const satisfies Registers;

/** `part:<n>`: a change has bounds, and a paper about many communes goes beyond them. */
export const documentPart = z.looseObject({ blocks: z.array(block) });

export type StoredBlock = z.output<typeof block>;
