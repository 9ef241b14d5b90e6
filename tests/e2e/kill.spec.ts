import { expect, test } from '@playwright/test';
import { countsLine, runKillRounds } from '../proofs/kill-rounds.ts';

test('what the screen says is saved reaches the server once, though server and browser are killed', async () => {
	test.setTimeout(240_000);
	const { counts, violations } = await runKillRounds(3);
	console.log(countsLine(counts));

	expect(violations).toEqual([]);
	expect(counts).toMatchObject({ 'servers killed': 2, 'browsers killed': 1 });
});
