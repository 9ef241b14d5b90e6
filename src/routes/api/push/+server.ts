import { PUSH_LIMITS, pushRequest } from '#lib/domain/changes/push.ts';
import { readJsonBody, respondBodyRefusal } from '#lib/server/http/read-body.ts';
import { requireOfficer } from '#lib/server/accounts/require-officer.ts';
import { respondError, respondJson } from '#lib/server/http/respond.ts';
import { slowDown } from '#lib/server/http/slow-down.ts';
import { acceptPush } from '#lib/server/sync/accept-push.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, locals }) => {
	const receivedAtMs = locals.server.now();
	const officer = requireOfficer(locals);
	if (!officer.ok) return officer.refusal;
	const { rates } = locals.server;
	const personId = officer.value.id;
	const tooMuch = slowDown(rates.waitMsOfPerson('push', personId));
	if (tooMuch) return tooMuch;

	const body = await readJsonBody(request, {
		maxCompressed: PUSH_LIMITS.compressedBytes,
		maxPlain: PUSH_LIMITS.plainBytes
	});
	if (!body.ok) return respondBodyRefusal(body.refusal);
	const push = pushRequest.safeParse(body.value);
	if (!push.success) return respondError(400, 'malformed', push.error.issues[0]!.message);
	if (push.data.changes.length > PUSH_LIMITS.changes) {
		return respondError(413, 'too-large', `at most ${PUSH_LIMITS.changes} changes a request`);
	}

	const by = { personId, device: push.data.device };
	const tooMuchOfDevice = slowDown(rates.waitMsOfDevice('push', by));
	if (tooMuchOfDevice) return tooMuchOfDevice;
	rates.pushed(by, push.data.changes.length);

	const answer = await acceptPush(locals.server, officer.value, push.data, receivedAtMs);
	if (answer.ok) return respondJson(request, answer.value);

	switch (answer.refusal.kind) {
		case 'other-person':
			return respondError(401, 'other-person', 'the session belongs to another person');
		case 'other-epoch': {
			const { epoch, now } = answer.refusal;
			return respondJson(request, { error: 'other-epoch', epoch, now }, { status: 409 });
		}
		case 'protocol':
			return respondError(426, 'protocol', `this server speaks protocol ${answer.refusal.spoken}`);
	}
};
