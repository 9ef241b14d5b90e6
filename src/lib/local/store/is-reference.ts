import type { Reference } from '#lib/domain/reference/reference.ts';

/** Enough of a look to tell the server's answer from somebody else's page. */
export const isReference = (body: unknown): body is Reference =>
	typeof body === 'object' && body !== null && 'version' in body && 'units' in body && 'me' in body;
