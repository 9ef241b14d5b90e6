import { pullRequest } from '#lib/domain/changes/pull.ts';
import { readJsonBody, respondBodyRefusal } from '#lib/server/http/read-body.ts';
import { requireOfficer } from '#lib/server/accounts/require-officer.ts';
import { respondError, respondLines } from '#lib/server/http/respond.ts';
import { slowDown } from '#lib/server/http/slow-down.ts';
import { answerPull } from '#lib/server/sync/answer-pull.ts';
import { databaseStore } from '#lib/server/sync/database-store.ts';
import type { RequestHandler } from './$types';

/** A device knows at most a few thousand units. */
const LIMITS = { maxCompressed: 256 * 1024, maxPlain: 2 * 1024 * 1024 };

export const POST: RequestHandler = async ({ request, locals }) => {
	const officer = requireOfficer(locals);
	if (!officer.ok) return officer.refusal;
	const { rates } = locals.server;
	const personId = officer.value.id;
	const tooMuch = slowDown(rates.waitMsOfPerson('pull', personId));
	if (tooMuch) return tooMuch;

	const body = await readJsonBody(request, LIMITS);
	if (!body.ok) return respondBodyRefusal(body.refusal);
	const pull = pullRequest.safeParse(body.value);
	if (!pull.success) return respondError(400, 'malformed', pull.error.issues[0]!.message);

	const by = { personId, device: pull.data.device };
	const tooMuchOfDevice = slowDown(rates.waitMsOfDevice('pull', by));
	if (tooMuchOfDevice) return tooMuchOfDevice;

	const { database, seal, log } = locals.server;
	const answer = await answerPull(
		{ store: databaseStore(database), seal, log, now: () => locals.server.now() },
		officer.value,
		pull.data
	);
	rates.pulled(by, answer.ok ? answer.value.length : 0);
	if (answer.ok) return respondLines(request, answer.value);

	return answer.refusal.kind === 'other-person'
		? respondError(401, 'other-person', 'the session belongs to another person')
		: respondError(426, 'protocol', `this server speaks protocol ${answer.refusal.spoken}`);
};
