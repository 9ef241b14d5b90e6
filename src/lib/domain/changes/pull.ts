import * as z from 'zod/mini';
import type { SyncRecord } from './change.ts';
import { marks, milliseconds, requestHead, syncRecord } from './push.ts';

export const PULL_LIMIT = 5_000;

/** `[perm, seq]` of each unit, the device's word for how much of it it has. */
const cursors = z.record(z.string(), z.tuple([z.string(), z.int().check(z.gte(0))]));
export type Cursors = z.output<typeof cursors>;

const waiting = z.int().check(z.gte(0), z.lte(1e9));

export const pullRequest = z.object({
	...requestHead,
	pending: z.optional(
		// A day that cannot be is a wrong clock's, and no reason to give nothing.
		z.object({
			changes: waiting,
			/** The records they belong to, as people count; left out by earlier versions, and of very many. */
			items: z.optional(waiting),
			photos: waiting,
			oldest: z.catch(z.nullable(milliseconds), null)
		})
	),
	cursors: z.optional(cursors),
	marks: z.optional(marks),
	heads: z.optional(z.string().check(z.maxLength(200))),
	limit: z.optional(z.int().check(z.gte(1), z.lte(PULL_LIMIT)))
});
export type PullRequest = z.output<typeof pullRequest>;
/** What a device says it has not sent; `oldest` is when the oldest of it was saved, in ms. */
export type Pending = NonNullable<PullRequest['pending']>;

export const pullUnchanged = z.object({ unchanged: z.literal(true), now: z.number(), epoch: z.string() });

const scope = z.object({ perm: z.string(), head: z.int(), mode: z.enum(['delta', 'snapshot']) });
export type Scope = z.output<typeof scope>;

/** The lines of an answer, in order: one of scopes, records, the end. */
export const pullScopes = z.object({
	scopes: z.record(z.string(), scope),
	reference: z.string(),
	now: z.number(),
	epoch: z.string()
});
export const pullRecord = z.object({ record: syncRecord });
export const pullEnd = z.object({
	end: z.literal(true),
	cursors,
	more: z.boolean(),
	marks: z.optional(marks),
	digest: z.optional(z.record(z.string(), z.tuple([z.int(), z.int()])))
});

export type PullEnd = z.output<typeof pullEnd>;

export type PullLine = z.output<typeof pullUnchanged> | z.output<typeof pullScopes> | { record: SyncRecord } | PullEnd;

/** What the device and the server hash to learn in one word that nothing is new. */
export function headsText(cursors: Cursors, reference: string): string {
	const lines = Object.entries(cursors)
		.map(([unitId, [perm, seq]]) => `${unitId} ${perm} ${seq}\n`)
		.sort();
	return lines.join('') + reference;
}
