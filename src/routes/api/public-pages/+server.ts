import { rulesOf } from '#lib/domain/access/role.ts';
import { noteSecurity } from '#lib/server/accounts/security-log.ts';
import { readJsonBody, respondBodyRefusal } from '#lib/server/http/read-body.ts';
import { requireOfficer } from '#lib/server/accounts/require-officer.ts';
import { respondError, respondJson } from '#lib/server/http/respond.ts';
import { readOpenPages, readTurn, setPageOpen } from '#lib/server/public-page/open-pages.ts';
import type { RequestHandler } from './$types';

const LIMITS = { maxCompressed: 1024, maxPlain: 1024 };

const FOR_ADMINISTRATORS = 'only an administrator opens and closes public pages';

export const GET: RequestHandler = async ({ request, locals }) => {
	const officer = requireOfficer(locals);
	if (!officer.ok) return officer.refusal;
	if (!rulesOf(officer.value).administers) return respondError(403, 'forbidden', FOR_ADMINISTRATORS);

	return respondJson(request, await readOpenPages(locals.server.database));
};

export const PUT: RequestHandler = async ({ request, locals }) => {
	const officer = requireOfficer(locals);
	if (!officer.ok) return officer.refusal;
	if (!rulesOf(officer.value).administers) return respondError(403, 'forbidden', FOR_ADMINISTRATORS);

	const read = await readJsonBody(request, LIMITS);
	if (!read.ok) return respondBodyRefusal(read.refusal);
	const asked = readTurn(read.value);
	if (!asked) return respondError(400, 'malformed', 'unitId and isOpen are needed');

	const { database, log, now } = locals.server;
	const isDone = await setPageOpen(database, { ...asked, nowMs: now() });
	if (!isDone) return respondError(404, 'not-found', 'there is no such district');

	const { unitId: unit, isOpen } = asked;
	noteSecurity(log, { security: 'public-page', person: officer.value.id, unit, isOpen });
	return respondJson(request, await readOpenPages(database));
};
