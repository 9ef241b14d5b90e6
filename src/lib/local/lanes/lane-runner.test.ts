import { expect, test } from 'vitest';
import type { Outcome } from './lane.ts';
import { LaneRunner } from './lane-runner.ts';

const LATER: Outcome = { kind: 'later', retryAfterMs: null };
const IDLE: Outcome = { kind: 'idle' };

/** A lane whose steps end as told, and a clock that is looked at, not waited for. */
function run(...outcomes: (Outcome | Error)[]) {
	const told: string[] = [];
	const waits: number[] = [];
	const failures: unknown[] = [];
	let planned: (() => void) | undefined;
	const runner = new LaneRunner({
		async step() {
			const outcome = outcomes.shift() ?? IDLE;
			if (outcome instanceof Error) throw outcome;
			return outcome;
		},
		onoutcome: ({ kind }) => void told.push(kind),
		onfailure: (cause) => failures.push(cause),
		timers: {
			set(callback, ms) {
				waits.push(ms);
				planned = callback;
				return callback;
			},
			clear: () => (planned = undefined)
		},
		chance: () => 1
	});
	runner.start();
	const retry = async () => {
		planned?.();
		await runner.rest();
	};
	return { runner, told, waits, failures, retry };
}

test('goes on step by step until nothing is left to do', async () => {
	const { runner, told, waits } = run({ kind: 'went-on', done: 3 }, { kind: 'went-on', done: 1 });
	await runner.poke();

	expect(told).toEqual(['went-on', 'went-on', 'idle']);
	expect(waits).toEqual([]);
});

test('waits longer after each failure, five minutes at most', async () => {
	const { runner, waits, retry } = run(...Array.from({ length: 10 }, () => LATER));
	await runner.poke();
	for (let time = 0; time < 9; time++) await retry();

	expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1_000));
});

test('waits as long as the server asks it to', async () => {
	const { runner, waits } = run({ kind: 'later', retryAfterMs: 60_000 });
	await runner.poke();

	expect(waits).toEqual([60_000]);
});

test('a network that is back leaves nothing of the pauses of before', async () => {
	const { runner, waits, retry } = run(...Array.from({ length: 6 }, () => LATER));
	await runner.poke();
	for (let time = 0; time < 4; time++) await retry();
	expect(waits.at(-1)).toBe(32_000);

	runner.forgetFailures();
	await runner.poke();
	expect(waits.at(-1)).toBe(2_000);
});

test('a step that the device itself fails at is told, and tried again', async () => {
	const broken = new Error('the disk is full');
	const { runner, told, waits, failures } = run(broken);
	await runner.poke();

	expect([told, waits, failures]).toEqual([['later'], [2_000], [broken]]);
});

test('what only a person can mend is not tried again by itself', async () => {
	const { runner, told, waits } = run({ kind: 'stopped', trouble: 'signed-out' });
	await runner.poke();

	expect([told, waits]).toEqual([['stopped'], []]);
});

test('a runner that was stopped does nothing, and plans nothing', async () => {
	const { runner, told, waits } = run(LATER);
	const poked = runner.poke();
	await runner.stop();
	await poked;
	await runner.poke();

	expect([told, waits]).toEqual([['later'], []]);
});
