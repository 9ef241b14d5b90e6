import { version } from '$app/environment';
import { PROTOCOL } from '#lib/domain/changes/push.ts';
import { isAlive } from '#lib/server/database/database.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const ok = await isAlive(locals.server.database);

	return Response.json({ ok, version, protocol: PROTOCOL }, { status: ok ? 200 : 503 });
};
