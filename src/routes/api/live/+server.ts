import { unitsInScope } from '#lib/domain/access/access.ts';
import { officerOf } from '#lib/server/accounts/accounts.ts';
import { requireOfficer } from '#lib/server/accounts/require-officer.ts';
import { streamHeads } from '#lib/server/live/stream.ts';
import { readUnits } from '#lib/server/reference/units.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, locals }) => {
	const signedIn = requireOfficer(locals);
	if (!signedIn.ok) return signedIn.refusal;

	const attachment = attachmentOf(signedIn.value);
	const stream = streamHeads({
		live: locals.server.live,
		unitIds: unitsInScope(signedIn.value, await readUnits(locals.server.database.read)).map(({ id }) => id),
		mayStay: async () => attachmentOf(await officerOf(locals.server, request.headers)) === attachment
	});

	// The second header keeps nginx from gathering events until its buffer is full.
	return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' } });
};

const attachmentOf = (officer: App.Locals['officer']): string => JSON.stringify([officer?.role, officer?.units]);
