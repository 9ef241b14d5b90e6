import * as z from 'zod/mini';
import { askServer, type Answered, type Fetch } from '../ask-server.ts';

/** A line of the audit trail: an accepted change, who wrote it and when the server received it. */
const entry = z.looseObject({
	seq: z.int(),
	kind: z.string(),
	recordId: z.string(),
	set: z.record(z.string(), z.looseObject({ value: z.nullable(z.record(z.string(), z.unknown())) })),
	by: z.string(),
	receivedAt: z.string(),
	/** Registers in which another change stands. */
	lost: z.optional(z.array(z.string()))
});

const page = z.looseObject({ changes: z.array(entry), next: z.nullable(z.int()) });

export type ChangeEntry = z.output<typeof entry>;
export type ChangePage = z.output<typeof page>;

export type ChangesReply = { kind: 'page'; page: ChangePage } | Exclude<Answered<ChangePage>, { kind: 'answer' }>;

/** A page of the changes of a unit, newest first; `before` is the seq that the page before ended with. */
export async function fetchChanges(
	{ unitId, before }: { unitId: string; before?: number | undefined },
	fetchIt?: Fetch
): Promise<ChangesReply> {
	const query = new URLSearchParams({ unit: unitId, ...(before !== undefined && { before: String(before) }) });
	const answered = await askServer(`/api/changes?${query}`, page, fetchIt);

	return answered.kind === 'answer' ? { kind: 'page', page: answered.body } : answered;
}
