import { expect, test } from 'vitest';
import { runHistory } from './history.ts';
import { MEMORY } from './stores.ts';
import { tellOn } from './tell-histories.ts';

tellOn('memory');

test('a step that is left out leaves the others as they were', async () => {
	const stepsOf = (trace: readonly string[]) => trace.filter((line) => line.startsWith('step '));
	const without = await runHistory(4711, { without: new Set([20]), stores: MEMORY });
	const whole = await runHistory(4711);

	expect(stepsOf(without.village.trace)).toEqual(
		stepsOf(whole.village.trace).filter((line) => !line.startsWith('step 20,'))
	);
});
