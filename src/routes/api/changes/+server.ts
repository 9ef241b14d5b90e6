import { requireOfficer } from '#lib/server/http/require-officer.ts';
import { respondError, respondJson } from '#lib/server/http/respond.ts';
import { readChanges } from '#lib/server/sync/read-changes.ts';
import type { RequestHandler } from './$types';

const PAGE = 100;

export const GET: RequestHandler = async ({ request, url, locals }) => {
	const officer = requireOfficer(locals);
	if (!officer.ok) return officer.refusal;

	const unitId = url.searchParams.get('unit');
	const before = url.searchParams.get('before');
	if (!unitId || (before !== null && !/^\d{1,15}$/.test(before))) {
		return respondError(400, 'malformed', 'unit is needed; before is a seq');
	}

	const page = await readChanges(locals.server.database, officer.value, {
		unitId,
		kind: url.searchParams.get('kind') ?? undefined,
		recordId: url.searchParams.get('record') ?? undefined,
		before: before === null ? undefined : Number(before),
		limit: PAGE
	});
	return page ? respondJson(request, page) : respondError(403, 'forbidden', 'the unit is not among yours');
};
