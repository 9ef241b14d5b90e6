import { isQueryCutOff } from './lost-connection.ts';

/** For a live query: when the loss of the connection cuts it off, it is asked once more. Dexie would say nothing, and the page
 *  would wait for its answer until somebody writes. */
export function askingAgain<T>(query: () => Promise<T>): () => Promise<T> {
	return async () => {
		try {
			return await query();
		} catch (cause) {
			if (!isQueryCutOff(cause)) throw cause;
			return query();
		}
	};
}
