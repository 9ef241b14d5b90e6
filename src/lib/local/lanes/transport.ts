/** What came of a request: an answer with its status, or nothing that can be read. */
export type Reply =
	{ kind: 'answer'; status: number; body: unknown; retryAfterMs: number | null } | { kind: 'silence' };

export interface Lines {
	kind: 'lines';
	/** Parsed NDJSON, as it arrives. Throws when the stream breaks off. */
	lines: AsyncIterable<unknown>;
}

/** The road to the server, handed in so that tests can break it. */
export interface Transport {
	push(body: unknown): Promise<Reply>;
	pull(body: unknown): Promise<Reply | Lines>;
	reference(version: string | undefined): Promise<Reply>;
}
