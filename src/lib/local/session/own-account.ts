import { ok, refuse, type Result } from '#lib/domain/result.ts';
import { readJson } from './read-json.ts';

export type OwnAccountRefusal =
	| { kind: 'wrong' }
	| { kind: 'short' }
	| { kind: 'long' }
	| { kind: 'common' }
	| { kind: 'too-many'; retryAfterMinutes: number }
	| { kind: 'signed-out' }
	| { kind: 'offline' }
	| { kind: 'server' };

type Fetch = (path: string, init: RequestInit) => Promise<Response>;

const BY_CODE: Record<string, OwnAccountRefusal> = {
	'wrong-password': { kind: 'wrong' },
	'password-short': { kind: 'short' },
	'password-long': { kind: 'long' },
	'password-common': { kind: 'common' },
	'signed-out': { kind: 'signed-out' },
	closed: { kind: 'signed-out' }
};

/** All other devices are signed out by it. */
export const changePassword = (
	words: { currentPassword: string; newPassword: string },
	fetchIt?: Fetch
): Promise<Result<void, OwnAccountRefusal>> => post('/api/auth/change-password', words, fetchIt);

/** Ends the sessions of all devices, this one's too. */
export const signOutEverywhere = (fetchIt?: Fetch): Promise<Result<void, OwnAccountRefusal>> =>
	post('/api/auth/revoke-sessions', {}, fetchIt);

async function post(
	path: string,
	body: object,
	fetchIt: Fetch = (path, init) => fetch(path, init)
): Promise<Result<void, OwnAccountRefusal>> {
	try {
		const answer = await fetchIt(path, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
		const told = ((await readJson(answer)) ?? {}) as { error?: string };
		// A page of a hotel's sign-in answers 200 too.
		if (answer.ok) return 'status' in told || 'user' in told ? ok(undefined) : refuse({ kind: 'server' });
		if (answer.status === 429) {
			const seconds = Number(answer.headers.get('retry-after')) || 60;
			return refuse({ kind: 'too-many', retryAfterMinutes: Math.ceil(seconds / 60) });
		}
		return refuse(BY_CODE[told.error ?? ''] ?? { kind: 'server' });
	} catch (cause) {
		if (cause instanceof TypeError) return refuse({ kind: 'offline' });
		throw cause;
	}
}
