/** What a browser throws when it has taken the connection away: a tab back from sleep, a profile on a full disk. */
const TAKEN_AWAY = new Set(['InvalidStateError', 'UnknownError']);

/** What Dexie tells a query that was under way when the connection was closed to be opened anew. */
const CLOSED_MEANWHILE = new Set(['DatabaseClosedError', 'AbortError']);

const nameOf = (cause: unknown): string => (cause instanceof Object && 'name' in cause ? String(cause.name) : '');

export const isConnectionLost = (cause: unknown): boolean => TAKEN_AWAY.has(nameOf(cause));

export const isQueryCutOff = (cause: unknown): boolean =>
	isConnectionLost(cause) || CLOSED_MEANWHILE.has(nameOf(cause));
