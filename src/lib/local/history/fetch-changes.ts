import * as z from 'zod/mini';

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

export type ChangesReply =
	| { kind: 'page'; page: ChangePage }
	/** No network, or a server that does not answer. */
	| { kind: 'unreachable' }
	/** The session has run out. */
	| { kind: 'signed-out' }
	/** The server answers with something else. */
	| { kind: 'refused' };

type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** Like the lanes: a request that takes longer is given up. */
const SILENCE_MS = 45_000;

/** A page of the changes of a unit, newest first; `before` is the seq that the page before ended with. */
export async function fetchChanges(
	{ unitId, before }: { unitId: string; before?: number | undefined },
	fetchIt: Fetch = (path, init) => fetch(path, init)
): Promise<ChangesReply> {
	const query = new URLSearchParams({ unit: unitId, ...(before !== undefined && { before: String(before) }) });
	try {
		const response = await fetchIt(`/api/changes?${query}`, {
			cache: 'no-store',
			signal: AbortSignal.timeout(SILENCE_MS)
		});
		if (response.status === 401) return { kind: 'signed-out' };
		if (!response.ok) return response.status >= 500 ? { kind: 'unreachable' } : { kind: 'refused' };

		const parsed = page.safeParse(await response.json());
		return parsed.success ? { kind: 'page', page: parsed.data } : { kind: 'refused' };
	} catch (cause) {
		// No network and the time-out; the page of a hotel's sign-in is not JSON.
		if (cause instanceof TypeError || cause instanceof DOMException || cause instanceof SyntaxError) {
			return { kind: 'unreachable' };
		}
		throw cause;
	}
}
