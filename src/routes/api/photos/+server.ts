import { requireOfficer } from '#lib/server/accounts/require-officer.ts';
import { beginUpload } from '#lib/server/photos/answer-photo.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ request, locals }) => {
	const officer = requireOfficer(locals);

	return officer.ok ? beginUpload(locals.server, officer.value, request) : officer.refusal;
};
