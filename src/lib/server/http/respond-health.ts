import type { Readiness } from '../readiness.ts';

/** 503 only when no change can be stored: whatever sends requests elsewhere then must not do so because of photos, which can
 *  wait. `ok` is for whoever watches: nothing is in the way of anything. */
export function respondHealth(
	{ database, photos }: Readiness,
	program: { version: string; protocol: number }
): Response {
	const ok = database === 'ok' && photos === 'ok';

	return Response.json({ ok, ...program, database, photos }, { status: database === 'ok' ? 200 : 503 });
}
