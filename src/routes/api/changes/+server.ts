import { isKindName, isRecordId } from '#lib/domain/ids.ts';
import { requireOfficer } from '#lib/server/accounts/require-officer.ts';
import { respondError, respondJson } from '#lib/server/http/respond.ts';
import { readChanges } from '#lib/server/sync/read-changes.ts';
import type { RequestHandler } from './$types';

const PAGE = 100;

export const GET: RequestHandler = async ({ request, url, locals }) => {
	const officer = requireOfficer(locals);
	if (!officer.ok) return officer.refusal;

	const { unit: unitId, kind, record: recordId, before } = Object.fromEntries(url.searchParams);
	const isRight =
		unitId !== undefined &&
		(kind === undefined || isKindName(kind)) &&
		(recordId === undefined || isRecordId(recordId)) &&
		(before === undefined || /^\d{1,15}$/.test(before));
	if (!isRight) return respondError(400, 'malformed', 'unit is needed; kind and record are ids, before is a seq');

	const page = await readChanges(locals.server.database, officer.value, {
		unitId,
		kind,
		recordId,
		before: before === undefined ? undefined : Number(before),
		limit: PAGE
	});
	return page ? respondJson(request, page) : respondError(403, 'forbidden', 'the unit is not among yours');
};
