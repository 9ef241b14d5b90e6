/** Something that the server stands on cannot do it now; the same may well be done later. Nothing of it was done, or whoever asks
 *  again is told. */
export class Unavailable extends Error {
	override name = 'Unavailable';
	/** For whoever asked: what caused it may name addresses of ours. */
	readonly told: string;
	/** For programs. */
	readonly code: string;
	readonly retryAfterS: number;

	constructor(told: string, { code, retryAfterS, cause }: { code: string; retryAfterS: number; cause: unknown }) {
		super(`${told}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
		this.told = told;
		this.code = code;
		this.retryAfterS = retryAfterS;
	}
}

/** `busy`: somebody else holds what is needed. `away`: it does not answer. `full`: it has no room. */
export type WhyUnavailable = 'busy' | 'away' | 'full';

const RETRY_AFTER_S: Record<WhyUnavailable, number> = { busy: 5, away: 5, full: 60 };

export class DatabaseUnavailable extends Unavailable {
	override name = 'DatabaseUnavailable';
	readonly why: WhyUnavailable;

	constructor(why: WhyUnavailable, cause: unknown) {
		super(`the database is ${why}`, { code: `database-${why}`, retryAfterS: RETRY_AFTER_S[why], cause });
		this.why = why;
	}
}

/** The reason behind an error, which others may have wrapped in theirs. */
export function unavailableBehind(error: unknown): Unavailable | undefined {
	if (error instanceof Unavailable) return error;

	return error instanceof Error && error.cause !== undefined ? unavailableBehind(error.cause) : undefined;
}
