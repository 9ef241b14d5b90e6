import { newerIn } from './refuse-newer.ts';
import { isQueryCutOff } from './lost-connection.ts';

/** Before a query that was cut off is asked once more: a database that is being taken away is not there for a moment. */
const WAITS_MS = [0, 100, 500];

/** For a live query: when the loss of the connection cuts it off, it is asked again. Dexie would say nothing, and the page would
 *  wait for its answer until somebody writes. */
export function askingAgain<T>(query: () => Promise<T>): () => Promise<T> {
	return async () => {
		for (const ms of WAITS_MS) {
			try {
				return await query();
			} catch (cause) {
				const newer = newerIn(cause);
				if (newer || !isQueryCutOff(cause)) throw newer ?? cause;
			}
			// Only through `Promise.resolve` does Dexie know afterwards whose query it is.
			if (ms > 0) await Promise.resolve(new Promise<void>((resolve) => setTimeout(resolve, ms)));
		}
		return query();
	};
}
