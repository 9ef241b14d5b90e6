/** `busy`: somebody else holds what is needed. `away`: it does not answer. `full`: it has no room. */
export type WhyUnavailable = 'busy' | 'away' | 'full';

/** The database cannot do it now; the same may well be done later. Nothing of it was done, or whoever asks again is told. */
export class DatabaseUnavailable extends Error {
	override name = 'DatabaseUnavailable';
	readonly why: WhyUnavailable;

	constructor(why: WhyUnavailable, cause: unknown) {
		super(`the database is ${why}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
		this.why = why;
	}
}

/** The reason behind an error, which others may have wrapped in theirs. */
export function unavailableBehind(error: unknown): DatabaseUnavailable | undefined {
	if (error instanceof DatabaseUnavailable) return error;

	return error instanceof Error && error.cause !== undefined ? unavailableBehind(error.cause) : undefined;
}
