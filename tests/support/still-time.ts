import type { PassingTime } from '#lib/local/storage/unsent-parts.ts';

/** Nothing takes any of it, and what is done later is done when all else has been. */
export const STILL_TIME: PassingTime = {
	now: () => 1,
	after(_, action) {
		const planned = setImmediate(action);
		return () => clearImmediate(planned);
	}
};
