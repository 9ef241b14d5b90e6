import { describe, expect, test } from 'vitest';
import { runHistory } from './history.ts';
import { violationsOf } from './invariants.ts';
import { SABOTAGES } from './sabotages.ts';
import { ruleOf } from './shrink.ts';

/** Fixed, so that the same histories are told each time; within so many of them each broken rule is noticed. */
const FIRST_SEED = 4_000;
const HISTORIES = 80;

describe('a rule that is broken on purpose is noticed', () => {
	test.each(SABOTAGES)('$rule', async ({ rule: _, noticedBy, ...sabotage }) => {
		let seed = FIRST_SEED;
		const noticed = async () => violationsOf(await runHistory(seed, { sabotage })).map(ruleOf);
		while (!(await noticed()).includes(noticedBy)) {
			seed += 1;
			expect(seed, `${HISTORIES} histories and nothing of ${noticedBy}`).toBeLessThan(FIRST_SEED + HISTORIES);
		}

		expect(seed).toBeGreaterThanOrEqual(FIRST_SEED);
	});

	test('none of it is noticed when nothing is broken', async () => {
		for (let seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
			expect(violationsOf(await runHistory(seed)), `seed ${seed}`).toEqual([]);
		}
	});
});
