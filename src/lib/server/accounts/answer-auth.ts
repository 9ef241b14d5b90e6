import * as z from 'zod/mini';
import { readJsonBody, respondBodyRefusal } from '../http/read-body.ts';
import { respondError } from '../http/respond.ts';
import { readSession, type AccountsServer } from './accounts.ts';
import { AUTH_PATH, MIN_PASSWORD_LENGTH } from './authentication.ts';

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
			return server.accounts.writing.handler(forward(server, request, path, {}));
		case 'GET /get-session':
			return server.accounts.reading.handler(forward(server, request, path));
		case 'POST /change-password':
			return changePassword(server, request, address);
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

	const tried = await server.accounts.tries.attempt(
		{ username: given.data.username, address },
		() => server.accounts.writing.handler(forward(server, request, '/sign-in/username', given.data)),
		isWrong
	);
	if (!tried.allowed) return respondTooManyTries(tried.retryAfterMs);
	if (tried.outcome.ok) return tried.outcome;
	if (tried.outcome.status === 403) return respondError(403, 'blocked', 'this person may not sign in any more');
	if (isWrong(tried.outcome)) return respondError(401, 'wrong-password', 'no person has this username and password');

	return respondError(500, 'server-error', 'signing in failed on the server');
}

const changePasswordBody = z.object({ currentPassword: z.string(), newPassword: z.string() });

async function changePassword(server: AccountsServer, request: Request, address: string): Promise<Response> {
	const { officer } = await readSession(server, request.headers);
	if (officer === null) return respondError(401, 'signed-out', 'sign in first');

	const body = await readJsonBody(request, BODY_LIMITS);
	if (!body.ok) return respondBodyRefusal(body.refusal);
	const given = changePasswordBody.safeParse(body.value);
	if (!given.success)
		return respondError(400, 'malformed', 'currentPassword and newPassword are needed, both as text');
	if (given.data.newPassword.length < MIN_PASSWORD_LENGTH) {
		return respondError(400, 'password-short', `a password has at least ${MIN_PASSWORD_LENGTH} characters`);
	}

	// Whoever finds a phone unlocked may guess here what they may not guess at the sign-in.
	const tried = await server.accounts.tries.attempt(
		{ username: `person:${officer.id}`, address },
		() =>
			server.accounts.writing.handler(
				forward(server, request, '/change-password', { ...given.data, revokeOtherSessions: true })
			),
		isWrong
	);
	if (!tried.allowed) return respondTooManyTries(tried.retryAfterMs);

	return tried.outcome.ok
		? tried.outcome
		: respondError(isWrong(tried.outcome) ? 403 : 500, 'wrong-password', 'the current password is another one');
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
