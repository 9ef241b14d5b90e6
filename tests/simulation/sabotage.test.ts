import { describe, expect, test } from 'vitest';
import { runHistory } from './history.ts';
import { SABOTAGES } from './sabotages.ts';
import { ruleOf } from './shrink.ts';
import type { Sabotage } from './village.ts';

/** Fixed, so that the same histories are told each time; within so many of them each broken rule is noticed. */
const FIRST_SEED = 6_000;
const HISTORIES = 240;

async function isNoticed(sabotage: Sabotage, noticedBy: string): Promise<boolean> {
	for (let seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
		const rules = (await runHistory(seed, { sabotage })).violations.map(ruleOf);
		if (rules.includes(noticedBy)) return true;
	}
	return false;
}

describe('a rule that is broken on purpose is noticed', () => {
	test.each(SABOTAGES)('$rule', async ({ rule: _, noticedBy, ...sabotage }) => {
		expect(await isNoticed(sabotage, noticedBy), `${HISTORIES} histories and nothing of ${noticedBy}`).toBe(true);
	});

	test('none of it is noticed when nothing is broken', async () => {
		for (let seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES; seed++) {
			expect((await runHistory(seed)).violations, `seed ${seed}`).toEqual([]);
		}
	});
});
