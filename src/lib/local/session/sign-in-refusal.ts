import { readJson } from './read-json.ts';

export type SignInRefusal =
	| { kind: 'wrong' }
	| { kind: 'blocked' }
	| { kind: 'too-many'; retryAfterMinutes: number }
	| { kind: 'offline' }
	/** The server is set up for another address than the one that is open. */
	| { kind: 'other-address' }
	/** The password was right, and the browser did not keep the session. */
	| { kind: 'not-kept' }
	| { kind: 'server' };

const BY_CODE: Record<string, SignInRefusal> = {
	'wrong-password': { kind: 'wrong' },
	blocked: { kind: 'blocked' },
	'foreign-origin': { kind: 'other-address' }
};

/** Only our server's own word says that the password is wrong: what stands between may refuse for reasons of its own. */
export async function refusalOf(answer: Response): Promise<SignInRefusal> {
	if (answer.status === 429) {
		const seconds = Number(answer.headers.get('retry-after')) || 60;
		return { kind: 'too-many', retryAfterMinutes: Math.ceil(seconds / 60) };
	}
	const { error } = ((await readJson(answer)) ?? {}) as { error?: string };

	return BY_CODE[error ?? ''] ?? { kind: 'server' };
}
