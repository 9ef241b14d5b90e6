import { requireOfficer } from '#lib/server/accounts/require-officer.ts';
import { respondJson } from '#lib/server/http/respond.ts';
import { readDevices } from '#lib/server/sync/read-devices.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, locals }) => {
	const officer = requireOfficer(locals);
	if (!officer.ok) return officer.refusal;

	return respondJson(request, { devices: await readDevices(locals.server.database, officer.value) });
};
