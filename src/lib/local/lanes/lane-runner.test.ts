import { expect, test } from 'vitest';
import type { Outcome } from './lane.ts';
import { LaneRunner } from './lane-runner.ts';

const LATER: Outcome = { kind: 'later', retryAfterMs: null };
const IDLE: Outcome = { kind: 'idle' };

/** A lane whose steps end as told, and a clock that is looked at, not waited for. */
function run(...outcomes: (Outcome | Error)[]) {
	return runWith(1, ...outcomes);
}

function runWith(chance: number, ...outcomes: (Outcome | Error)[]) {
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
		chance: () => chance
	});
	runner.start();
	const retry = async () => {
		planned?.();
		await runner.rest();
	};
	return { runner, told, waits, failures, retry, isPlanned: () => planned !== undefined };
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

test('a runner that was not started does nothing', async () => {
	const told: string[] = [];
	const runner = new LaneRunner({
		step: async () => IDLE,
		onoutcome: ({ kind }) => void told.push(kind),
		onfailure: () => undefined,
		timers: { set: () => undefined, clear: () => undefined },
		chance: () => 1
	});
	await runner.poke();

	expect(told).toEqual([]);
});

test('what is planned is planned no more once it is stopped, or has been done', async () => {
	const { runner, isPlanned } = run(LATER, IDLE, LATER);
	await runner.poke();
	expect(isPlanned()).toBe(true);
	await runner.poke();
	expect(isPlanned()).toBe(false);
	await runner.poke();
	await runner.stop();
	expect(isPlanned()).toBe(false);
});

test('stopped in the middle it takes no further step', async () => {
	const { runner, told } = run({ kind: 'went-on', done: 1 }, { kind: 'went-on', done: 1 });
	const poked = runner.poke();
	await runner.stop();
	await poked;

	expect(told).toEqual(['went-on']);
});

test('asked while a step is under way, it takes another one after it', async () => {
	const { runner, told } = run(IDLE, IDLE);
	expect(runner.isUnderWay).toBe(false);
	const poked = runner.poke();
	expect(runner.isUnderWay).toBe(true);
	await Promise.all([poked, runner.poke()]);

	expect(told).toEqual(['idle', 'idle']);
	expect(runner.isUnderWay).toBe(false);
});

test.each<Outcome>([IDLE, { kind: 'went-on', done: 1 }])(
	'after an answer ($kind) the pauses begin anew',
	async (answered) => {
		const { runner, waits, retry } = run(LATER, LATER, answered, LATER);
		await runner.poke();
		for (let time = 0; time < 2; time++) await retry();
		await runner.poke();

		expect(waits).toEqual([2_000, 4_000, 2_000]);
	}
);

test('what only a person can mend ends the run, also when it was asked meanwhile', async () => {
	const { runner, told } = run({ kind: 'stopped', trouble: 'signed-out' }, IDLE);
	await Promise.all([runner.poke(), runner.poke()]);

	expect(told).toEqual(['stopped']);
});

test('by chance it waits as little as half as long, so that a village does not come back all at once', async () => {
	const { runner, waits } = runWith(0, LATER);
	await runner.poke();

	expect(waits).toEqual([1_000]);
});

test('asked while it failed, it waits all the same', async () => {
	const { runner, told, retry } = run(LATER, IDLE);
	await Promise.all([runner.poke(), runner.poke()]);
	expect(told).toEqual(['later']);
	await retry();

	expect(told).toEqual(['later', 'idle']);
});
