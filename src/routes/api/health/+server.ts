import { version } from '$app/environment';
import { PROTOCOL } from '#lib/domain/changes/push.ts';
import { respondHealth } from '#lib/server/http/respond-health.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) =>
	respondHealth(await locals.server.readiness.check(), { version, protocol: PROTOCOL });
