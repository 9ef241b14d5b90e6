/** Where delays come from, so that tests need not wait. */
export interface Timers {
	/** Returns how to call it off. */
	after(ms: number, action: () => void): () => void;
}

export const systemTimers: Timers = {
	after(ms, action) {
		// A server that is otherwise done may end.
		const timer = setTimeout(action, ms).unref();

		return () => clearTimeout(timer);
	}
};
