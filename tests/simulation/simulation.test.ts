import { describe, expect, test } from 'vitest';
import { FAILED_SEEDS } from './failed-seeds.ts';
import { runHistory } from './history.ts';
import { violationsOf } from './invariants.ts';

const HISTORIES = Number(process.env['HISTORIES'] ?? 2000);
const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

describe('whatever goes wrong on the way', () => {
	test('all devices end with what the server holds, and nothing that was saved is lost', async () => {
		const faults = new Map<string, number>();
		const failures: string[] = [];
		for (let index = 0; index < HISTORIES && failures.length < 5; index++) {
			const village = await runHistory(SEED + index);
			for (const [fault, count] of village.faults) faults.set(fault, (faults.get(fault) ?? 0) + count);
			const violations = violationsOf(village);
			if (violations.length > 0) failures.push(`seed ${SEED + index}:\n${violations.slice(0, 4).join('\n')}`);
		}
		console.log(
			`${HISTORIES} histories from seed ${SEED}; faults: ${[...faults].map(([name, count]) => `${name} ${count}`).join(', ')}`
		);

		expect(failures).toEqual([]);
	}, 300_000);

	test.each([...FAILED_SEEDS])('seed %i holds: %s', async (seed) => {
		expect(violationsOf(await runHistory(seed))).toEqual([]);
	});

	test('the same seed makes the same history', async () => {
		expect((await runHistory(4711)).trace).toEqual((await runHistory(4711)).trace);
	});

	test('a step that is left out leaves the others as they were', async () => {
		const stepsOf = (trace: readonly string[]) => trace.filter((line) => line.startsWith('step '));
		const without = stepsOf((await runHistory(4711, { without: new Set([20]) })).trace);

		expect(without).toEqual(stepsOf((await runHistory(4711)).trace).filter((line) => !line.startsWith('step 20,')));
	});
});
