import { requireOfficer } from '#lib/server/accounts/require-officer.ts';
import { goOnWithUpload, showPhoto, takeThumb } from '#lib/server/photos/answer-photo.ts';
import type { RequestHandler } from './$types';

const goOn: RequestHandler = ({ request, params, locals }) => {
	const officer = requireOfficer(locals);

	return officer.ok ? goOnWithUpload(locals.server, officer.value, request, params.id) : officer.refusal;
};

export const HEAD = goOn;
export const PATCH = goOn;

/** The thumbnail, made by the device. */
export const PUT: RequestHandler = ({ request, params, locals }) => {
	const officer = requireOfficer(locals);

	return officer.ok ? takeThumb(locals.server, officer.value, request, params.id) : officer.refusal;
};

export const GET: RequestHandler = ({ params, url, locals }) => {
	const officer = requireOfficer(locals);
	if (!officer.ok) return officer.refusal;

	const isThumb = url.searchParams.get('size') === 'thumb';
	return showPhoto(locals.server, officer.value, { id: params.id, isThumb });
};
