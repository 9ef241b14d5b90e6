import { describe, expect, test } from 'vitest';
import { createTries, MOST_FAILED_PER_ADDRESS, MOST_FAILED_PER_DEVICE, MOST_FAILED_PER_USERNAME } from './tries.ts';

const MINUTE_MS = 60_000;

function signInDesk() {
	let nowMs = 1_000_000;
	const tries = createTries(() => nowMs);

	return {
		pass(ms: number) {
			nowMs += ms;
		},
		async signIn(username: string, password: 'right' | 'wrong', address = '10.0.0.1') {
			const answer = await tries.attempt(
				address.startsWith('device') ? { known: address } : { username, address },
				async () => password,
				(given) => given === 'wrong'
			);
			return answer.allowed ? answer.outcome : answer.retryAfterMs;
		},
		async failTimes(times: number, username: string, address?: string) {
			for (let i = 0; i < times; i++) await this.signIn(username, 'wrong', address);
		}
	};
}

describe('tries to sign in', () => {
	test('the eleventh from a place after ten wrong ones is not even looked at, and other places go on', async () => {
		const desk = signInDesk();
		await desk.failTimes(MOST_FAILED_PER_DEVICE, 'nam.vp');

		expect(await desk.signIn('nam.vp', 'right')).toBe(15 * MINUTE_MS);
		expect(await desk.signIn('NAM.VP', 'right')).toBe(15 * MINUTE_MS);
		expect(await desk.signIn('nam.vp', 'right', '10.0.0.2')).toBe('right');
		expect(await desk.signIn('lan.vp', 'right')).toBe('right');
	});

	test('from ever new places stop after fifty wrong ones for a username', async () => {
		const desk = signInDesk();
		for (let i = 0; i < MOST_FAILED_PER_USERNAME; i++) await desk.signIn('nam.vp', 'wrong', `10.0.1.${i}`);

		expect(await desk.signIn('nam.vp', 'right', '10.0.0.2')).toBe(15 * MINUTE_MS);
		expect(await desk.signIn('lan.vp', 'right', '10.0.1.1')).toBe('right');
	});

	test('of a known device have an allowance of their own, which no stranger uses up', async () => {
		const desk = signInDesk();
		for (let i = 0; i < MOST_FAILED_PER_USERNAME; i++) await desk.signIn('nam.vp', 'wrong', `10.0.1.${i}`);
		for (let i = 0; i < MOST_FAILED_PER_ADDRESS; i++) await desk.signIn(`name${i}`, 'wrong');

		expect(await desk.signIn('nam.vp', 'right', 'device 1')).toBe('right');
		await desk.failTimes(MOST_FAILED_PER_DEVICE, 'nam.vp', 'device 1');
		expect(await desk.signIn('nam.vp', 'right', 'device 1')).toBe(15 * MINUTE_MS);
		expect(await desk.signIn('nam.vp', 'right', 'device 2')).toBe('right');
	});

	test('are allowed again one by one as the wrong ones grow old', async () => {
		const desk = signInDesk();
		await desk.failTimes(1, 'nam.vp');
		desk.pass(5 * MINUTE_MS);
		await desk.failTimes(MOST_FAILED_PER_DEVICE - 1, 'nam.vp');
		desk.pass(10 * MINUTE_MS - 1);
		expect(await desk.signIn('nam.vp', 'right')).toBe(1);

		desk.pass(1);

		expect(await desk.signIn('nam.vp', 'wrong')).toBe('wrong');
		expect(await desk.signIn('nam.vp', 'right')).toBe(5 * MINUTE_MS);
	});

	test('are never refused however many good ones there were, at once or after another', async () => {
		const desk = signInDesk();

		const atOnce = await Promise.all(Array.from({ length: 300 }, () => desk.signIn('nam.vp', 'right')));
		for (let i = 0; i < 200; i++) await desk.signIn('nam.vp', 'right');

		expect(atOnce).toEqual(Array(300).fill('right'));
		expect(await desk.signIn('nam.vp', 'right')).toBe('right');
	});

	test('made at the same time guess no more than one after another', async () => {
		const desk = signInDesk();

		const outcomes = await Promise.all(Array.from({ length: 50 }, () => desk.signIn('nam.vp', 'wrong')));

		expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(MOST_FAILED_PER_DEVICE);
	});

	test('a good one forgives the username its wrong ones', async () => {
		const desk = signInDesk();
		await desk.failTimes(MOST_FAILED_PER_DEVICE - 1, 'nam.vp');
		await desk.signIn('nam.vp', 'right');
		await desk.failTimes(MOST_FAILED_PER_DEVICE - 1, 'nam.vp');

		expect(await desk.signIn('nam.vp', 'right')).toBe('right');
	});

	test('from one address stop after a hundred wrong ones, over all usernames, and a good one forgives none of them', async () => {
		const desk = signInDesk();
		for (let i = 0; i < MOST_FAILED_PER_ADDRESS - 1; i++) await desk.signIn(`name${i}`, 'wrong');
		await desk.signIn('nam.vp', 'right');
		await desk.signIn('another', 'wrong');

		expect(await desk.signIn('nam.vp', 'right')).toBe(15 * MINUTE_MS);
		expect(await desk.signIn('nam.vp', 'right', '10.0.0.2')).toBe('right');
	});

	test('from the many addresses of one IPv6 network count together', async () => {
		const desk = signInDesk();
		for (let i = 0; i < MOST_FAILED_PER_ADDRESS; i++) await desk.signIn(`name${i}`, 'wrong', `2001:db8::${i}:1`);

		expect(await desk.signIn('nam.vp', 'right', '2001:db8:0:0:ffff::9')).toBe(15 * MINUTE_MS);
		expect(await desk.signIn('nam.vp', 'right', '2001:db8:0:1::9')).toBe('right');
	});

	test('that break down count for nothing', async () => {
		const tries = createTries(() => 0);
		const breakDown = () =>
			tries.attempt(
				{ username: 'nam.vp', address: '10.0.0.1' },
				async () => {
					throw new Error('the database is away');
				},
				() => true
			);
		for (let i = 0; i < 20; i++) await expect(breakDown()).rejects.toThrow('the database is away');

		const answer = await tries.attempt(
			{ username: 'nam.vp', address: '10.0.0.1' },
			async () => 'right',
			() => false
		);

		expect(answer).toEqual({ allowed: true, outcome: 'right' });
	});
});
