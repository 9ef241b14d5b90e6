import { expect, test } from 'vitest';
import { refusalOf } from './sign-in-refusal.ts';

const refused = (status: number, error: string, headers?: HeadersInit) =>
	refusalOf(Response.json({ error, message: '' }, { status, ...(headers && { headers }) }));

test('a wrong password, a blocked person and a server set up for another address are told apart', async () => {
	expect(await refused(401, 'wrong-password')).toEqual({ kind: 'wrong' });
	expect(await refused(403, 'blocked')).toEqual({ kind: 'blocked' });
	expect(await refused(403, 'foreign-origin')).toEqual({ kind: 'other-address' });
	expect(await refused(429, 'too-many-tries', { 'retry-after': '61' })).toEqual({
		kind: 'too-many',
		retryAfterMinutes: 2
	});
});

test('what a proxy says for itself is nobody’s wrong password', async () => {
	expect(await refusalOf(new Response('<h1>403 Forbidden</h1>', { status: 403 }))).toEqual({ kind: 'server' });
	expect(await refusalOf(new Response('', { status: 401 }))).toEqual({ kind: 'server' });
	expect(await refused(500, 'server-error')).toEqual({ kind: 'server' });
});
