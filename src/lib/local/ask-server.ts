import type * as z from 'zod/mini';

export type Answered<T> =
	| { kind: 'answer'; body: T }
	/** No network, or a server that does not answer. */
	| { kind: 'unreachable' }
	/** The session has run out. */
	| { kind: 'signed-out' }
	/** The server answers with something else. */
	| { kind: 'refused' };

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** Like the lanes: a request that takes longer is given up. */
const SILENCE_MS = 45_000;

/** Asks for what is not kept on the device, and is looked at only with a network. */
export async function askServer<T extends z.ZodMiniType>(
	path: string,
	shape: T,
	fetchIt: Fetch = (path, init) => fetch(path, init)
): Promise<Answered<z.output<T>>> {
	try {
		const response = await fetchIt(path, { cache: 'no-store', signal: AbortSignal.timeout(SILENCE_MS) });
		if (response.status === 401) return { kind: 'signed-out' };
		if (!response.ok) return response.status >= 500 ? { kind: 'unreachable' } : { kind: 'refused' };

		const parsed = shape.safeParse(await response.json());
		return parsed.success ? { kind: 'answer', body: parsed.data } : { kind: 'refused' };
	} catch (cause) {
		// No network and the time-out; the page of a hotel's sign-in is not JSON.
		if (cause instanceof TypeError || cause instanceof DOMException || cause instanceof SyntaxError) {
			return { kind: 'unreachable' };
		}
		throw cause;
	}
}
