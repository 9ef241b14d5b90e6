import type { Reply } from '#lib/local/lanes/transport.ts';

export const answerOf = (status: number, body: unknown, retryAfterMs: number | null = null): Reply => ({
	...{ kind: 'answer', status, body, retryAfterMs }
});

/** What travels is text: nothing is shared between a device and the server. Of plain data it makes what JSON would, several
 *  times faster. */
export function throughJson<T>(value: T): T {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((one: unknown) => throughJson(one)) as T;

	const copy: { [field: string]: unknown } = {};
	for (const field in value) if (value[field] !== undefined) copy[field] = throughJson(value[field]);
	return copy as T;
}
