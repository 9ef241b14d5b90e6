import * as z from 'zod/mini';
import { readJsonBody, respondBodyRefusal } from '../http/read-body.ts';
import { respondSignedOut } from './require-officer.ts';
import { respondError } from '../http/respond.ts';
import { markOf, readSession, type AccountsServer } from './accounts.ts';
import { AUTH_PATH, isUsername } from './authentication.ts';
import { noteEnded, sessionsOf, tokenOf } from './ended-sessions.ts';
import { knownDevice } from './known-devices.ts';
import { refusePassword } from './refuse-password.ts';
import { noteSecurity } from './security-log.ts';

/**
 * What of better-auth is open to the world. It would also let people rename themselves or open accounts; here
 * administrators do that. `address` is where the request comes from.
 */
export async function answerAuth(server: AccountsServer, request: Request, address: string): Promise<Response> {
	const path = new URL(request.url).pathname.slice(AUTH_PATH.length);

	switch (`${request.method} ${path}`) {
		case 'POST /sign-in/username':
			return signIn(server, request, address);
		case 'POST /sign-out':
			return signOut(server, request);
		case 'GET /get-session':
			return server.accounts.reading.handler(forward(server, request, path));
		case 'POST /change-password':
			return changePassword(server, request);
		case 'POST /revoke-sessions':
			return signOutEverywhere(server, request);
		default:
			return respondError(404, 'not-found', 'there is nothing at this address');
	}
}

const BODY_LIMITS = { maxCompressed: 16 * 1024, maxPlain: 16 * 1024 };

const signInBody = z.object({
	username: z.string().check(z.minLength(1)),
	password: z.string().check(z.minLength(1)),
	rememberMe: z.optional(z.boolean())
});

async function signIn(server: AccountsServer, request: Request, address: string): Promise<Response> {
	const body = await readJsonBody(request, BODY_LIMITS);
	if (!body.ok) return respondBodyRefusal(body.refusal);
	const given = signInBody.safeParse(body.value);
	if (!given.success) return respondError(400, 'malformed', 'username and password are needed, both as text');

	const { username, password } = given.data;
	// Before anything is counted: names that nobody can have would fill what is remembered.
	if (!isUsername(username)) return respondWrong();

	const device = knownDevice(request.headers, { username, secret: server.config.secret });
	const tried = await server.accounts.tries.attempt(
		device === undefined ? { username, address } : { known: device },
		() => server.accounts.writing.handler(forward(server, request, '/sign-in/username', { username, password })),
		isWrong
	);
	const who = { person: await findPersonId(server, username), from: server.accounts.traceOf(address) };
	if (!tried.allowed) {
		noteSecurity(server.log, { security: 'locked-out', ...who, retryAfterMs: tried.retryAfterMs });
		return respondTooManyTries(tried.retryAfterMs);
	}
	const { outcome } = tried;
	if (outcome.ok) {
		noteSecurity(server.log, { security: 'signed-in', person: who.person ?? '', from: who.from });
		outcome.headers.append('set-cookie', markOf(server, username));
		return outcome;
	}
	if (outcome.status === 403) {
		noteSecurity(server.log, { security: 'sign-in-refused', ...who });
		return respondError(403, 'blocked', 'this person may not sign in any more');
	}
	if (isWrong(outcome)) {
		noteSecurity(server.log, { security: 'sign-in-failed', ...who, isKnownDevice: device !== undefined });
		return respondWrong();
	}
	// It has said nothing of the password: most likely the database is not available.
	return respondError(503, 'server-error', 'signing in failed on the server; try again', { 'retry-after': '5' });
}

const respondWrong = (): Response => respondError(401, 'wrong-password', 'no person has this username and password');

async function findPersonId({ database }: AccountsServer, username: string): Promise<string | null> {
	const user = await database.read
		.selectFrom('auth_user')
		.select('id')
		.where('username', '=', username.toLowerCase())
		.executeTakeFirst();

	return user?.id ?? null;
}

const changePasswordBody = z.object({ currentPassword: z.string(), newPassword: z.string() });

async function changePassword(server: AccountsServer, request: Request): Promise<Response> {
	const session = await readSession(server, request.headers);
	if (session.officer === null) return respondSignedOut(session);
	const { id } = session.officer;

	const body = await readJsonBody(request, BODY_LIMITS);
	if (!body.ok) return respondBodyRefusal(body.refusal);
	const given = changePasswordBody.safeParse(body.value);
	if (!given.success)
		return respondError(400, 'malformed', 'currentPassword and newPassword are needed, both as text');
	const refusal = refusePassword(given.data.newPassword, await usernameOf(server, id));
	if (refusal) return respondError(400, refusal.kind, `the new password is refused: ${refusal.kind}`);

	const others = await otherSessions(server, id, request.headers);
	// Whoever finds a phone unlocked may guess here what they may not guess at the sign-in.
	const tried = await server.accounts.tries.attempt(
		{ known: `change ${id}` },
		() =>
			server.accounts.writing.handler(
				forward(server, request, '/change-password', { ...given.data, revokeOtherSessions: true })
			),
		isWrong
	);
	if (!tried.allowed) return respondTooManyTries(tried.retryAfterMs);
	if (!tried.outcome.ok) {
		noteSecurity(server.log, { security: 'password-change-failed', person: id });
		return isWrong(tried.outcome)
			? respondError(403, 'wrong-password', 'the current password is another one')
			: respondError(500, 'server-error', 'changing the password failed on the server');
	}
	await noteEnded(server.database.write, others, server.now());
	noteSecurity(server.log, { security: 'password-changed', person: id });
	return tried.outcome;
}

async function signOut(server: AccountsServer, request: Request): Promise<Response> {
	const answer = await server.accounts.writing.handler(forward(server, request, '/sign-out', {}));
	// Earlier versions of the program let the browser keep whole photos for a year.
	answer.headers.set('clear-site-data', '"cache"');
	return answer;
}

async function signOutEverywhere(server: AccountsServer, request: Request): Promise<Response> {
	const session = await readSession(server, request.headers);
	if (session.officer === null) return respondSignedOut(session);
	const { id } = session.officer;

	const others = await otherSessions(server, id, request.headers);
	const answer = await server.accounts.writing.handler(forward(server, request, '/revoke-sessions', {}));
	if (!answer.ok) return respondError(500, 'server-error', 'the sessions were not ended');
	await noteEnded(server.database.write, others, server.now());
	noteSecurity(server.log, { security: 'signed-out-everywhere', person: id });
	return answer;
}

/** The device that asks knows what it does: only the others are told to close. */
async function otherSessions({ database }: AccountsServer, personId: string, headers: Headers) {
	const own = tokenOf(headers);

	return (await sessionsOf(database.read, personId)).filter(({ token }) => token !== own);
}

async function usernameOf({ database }: AccountsServer, id: string): Promise<string> {
	const user = await database.read.selectFrom('auth_user').select('username').where('id', '=', id).executeTakeFirst();

	return user?.username ?? '';
}

/** A username that cannot exist, or a password longer than any, is as wrong as another one. */
const isWrong = (answer: Response): boolean => [400, 401, 422].includes(answer.status);

function respondTooManyTries(retryAfterMs: number): Response {
	const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));

	return respondError(429, 'too-many-tries', `too many wrong tries; wait ${seconds} seconds`, {
		'retry-after': String(seconds)
	});
}

/** What we have read and found good, as better-auth expects it. */
function forward({ config }: AccountsServer, request: Request, path: string, body?: object): Request {
	const headers = new Headers();
	for (const name of ['cookie', 'user-agent']) {
		const value = request.headers.get(name);
		if (value !== null) headers.set(name, value);
	}
	if (body !== undefined) headers.set('content-type', 'application/json');

	return new Request(`${config.origin}${AUTH_PATH}${path}`, {
		method: request.method,
		headers,
		...(body === undefined ? {} : { body: JSON.stringify(body) })
	});
}
