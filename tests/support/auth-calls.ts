import { answerAuth } from '#lib/server/accounts/answer-auth.ts';
import type { Server } from '#lib/server/server.ts';
import { TEST_ORIGIN } from './servers.ts';

/** Calls of `/api/auth` as a browser or a program makes them. */
export function authCalls(server: () => Server) {
	const call = (
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
		address = '10.0.0.1'
	) =>
		answerAuth(
			server(),
			new Request(`${TEST_ORIGIN}/api/auth${path}`, {
				method,
				headers: { 'content-type': 'application/json', ...headers },
				...(body === undefined ? {} : { body: JSON.stringify(body) })
			}),
			address
		);

	const guess = (username: string, headers: Record<string, string> = {}, address?: string) =>
		call('POST', '/sign-in/username', { username, password: 'wrong' }, headers, address);

	async function signIn(username: string, password: string): Promise<Headers> {
		const answer = await call('POST', '/sign-in/username', { username, password });
		if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);

		return new Headers({ cookie: answer.headers.getSetCookie()[0]!.split(';', 1)[0]! });
	}

	return { call, guess, signIn };
}
