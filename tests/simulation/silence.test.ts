import { expect, test } from 'vitest';
import { ruleOf } from './shrink.ts';
import { runSilentHistory } from './silence.ts';
import { SILENCE_IS_GUILT } from './silence-sabotage.ts';

/** Fixed, so that the same histories are told each time. */
const SEEDS = Array.from({ length: 100 }, (_, index) => 6_000 + index);

test('while only the network is missing no change is set aside, and none is held up afterwards', async () => {
	for (const seed of SEEDS) expect((await runSilentHistory(seed)).violations, `seed ${seed}`).toEqual([]);
});

test('it is noticed when silence is taken for guilt', async () => {
	const rules = new Set<string>();
	for (const seed of SEEDS) {
		const { violations } = await runSilentHistory(seed, { sabotage: SILENCE_IS_GUILT });
		for (const violation of violations) rules.add(ruleOf(violation));
	}
	expect(rules).toContain('silence');
});
