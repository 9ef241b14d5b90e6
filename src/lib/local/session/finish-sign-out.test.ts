import { expect, test } from 'vitest';
import { finishSignOut, oweSignOut } from './finish-sign-out.ts';

function phone(answers: (Response | null)[]) {
	const kept = new Map<string, string>();
	const told: string[] = [];
	return {
		told,
		storage: {
			getItem: (key: string) => kept.get(key) ?? null,
			setItem: (key: string, value: string) => void kept.set(key, value),
			removeItem: (key: string) => void kept.delete(key)
		},
		locks: undefined,
		async fetchIt(path: string) {
			told.push(path);
			const answer = answers.shift();
			if (!answer) throw new TypeError('Failed to fetch');
			return answer;
		}
	};
}
const done = () => Response.json({ success: true });

test('signing out without network is told to the server at the next contact, once', async () => {
	const one = phone([null, done()]);
	oweSignOut(one);

	expect(await finishSignOut(one)).toBe(false);
	expect(await finishSignOut(one)).toBe(true);
	expect(await finishSignOut(one)).toBe(true);
	expect(one.told).toEqual(['/api/auth/sign-out', '/api/auth/sign-out']);
});

test('what stands between is not the server, and the sign-out stays owed', async () => {
	const one = phone([new Response('<h1>Wi-Fi</h1>'), Response.json({}, { status: 503 }), done()]);
	oweSignOut(one);

	expect([await finishSignOut(one), await finishSignOut(one), await finishSignOut(one)]).toEqual([
		false,
		false,
		true
	]);
});

test('where nobody signed out nothing is sent', async () => {
	const one = phone([]);

	expect(await finishSignOut(one)).toBe(true);
	expect(one.told).toEqual([]);
});
