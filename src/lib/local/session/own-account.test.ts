import { expect, test } from 'vitest';
import { changePassword, signOutEverywhere } from './own-account.ts';

const WORDS = { currentPassword: 'mat-khau-dai', newPassword: 'mat-khau-moi' };
const answering = (status: number, body: object) => async () => Response.json(body, { status });

test('a new password is taken, or refused for what it is', async () => {
	expect(await changePassword(WORDS, answering(200, { token: 't', user: {} }))).toEqual({
		ok: true,
		value: undefined
	});
	const kindOf = async (status: number, error: string) => {
		const changed = await changePassword(WORDS, answering(status, { error }));
		return changed.ok ? 'changed' : changed.refusal.kind;
	};
	expect(await kindOf(403, 'wrong-password')).toBe('wrong');
	expect(await kindOf(400, 'password-short')).toBe('short');
	expect(await kindOf(400, 'password-common')).toBe('common');
	expect(await kindOf(401, 'closed')).toBe('signed-out');
	expect(await kindOf(429, 'too-many-tries')).toBe('too-many');
	expect(await kindOf(500, 'server-error')).toBe('server');
});

test('a page that stands between signs nobody out, and no network is no network', async () => {
	const hotel = async () => new Response('<h1>Wi-Fi</h1>');
	const away = async () => Promise.reject(new TypeError('Failed to fetch'));

	expect(await signOutEverywhere(hotel)).toEqual({ ok: false, refusal: { kind: 'server' } });
	expect(await signOutEverywhere(away)).toEqual({ ok: false, refusal: { kind: 'offline' } });
	expect(await signOutEverywhere(answering(200, { status: true }))).toEqual({ ok: true, value: undefined });
});
