import { matchesEtag } from '#lib/server/http/matches-etag.ts';
import { requireOfficer } from '#lib/server/accounts/require-officer.ts';
import { respondJson } from '#lib/server/http/respond.ts';
import { readReference } from '#lib/server/reference/read.ts';
import { referenceVersion } from '#lib/server/reference/version.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, locals }) => {
	const officer = requireOfficer(locals);
	if (!officer.ok) return officer.refusal;

	const version = await referenceVersion(locals.server.database);
	if (matchesEtag(request, version)) return new Response(null, { status: 304, headers: { etag: `"${version}"` } });

	const reference = await readReference(locals.server, officer.value);
	return respondJson(request, reference, { headers: { etag: `"${reference.version}"` } });
};
