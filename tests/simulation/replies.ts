import type { Reply } from '#lib/local/sync/transport.ts';

export const answerOf = (status: number, body: unknown, retryAfterMs: number | null = null): Reply => ({
	...{ kind: 'answer', status, body, retryAfterMs }
});

/** What travels is text: nothing is shared between a device and the server. */
export const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
