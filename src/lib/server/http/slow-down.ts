import { respondError } from './respond.ts';

/** The answer to who asks too much; undefined when there is nothing to wait for. */
export function slowDown(waitMs: number): Response | undefined {
	if (waitMs <= 0) return undefined;
	const seconds = Math.ceil(waitMs / 1000);

	return respondError(429, 'slow-down', `come again in ${seconds} seconds`, { 'retry-after': String(seconds) });
}
