import { expect, test } from '@playwright/test';
import { cutTheLink, killTheApp } from '../proofs/photo-rounds.ts';

test('a photo arrives whole though the link dies at eight random bytes, with at most a part sent twice each time', async () => {
	const { counts, violations } = await cutTheLink(8, 4_000_001);
	console.log(counts);

	expect(violations).toEqual([]);
	expect(counts).toMatchObject({ cuts: 8 });
});

test('twelve photos arrive once each though the app is killed again and again', async () => {
	const { counts, violations } = await killTheApp(12, 3);
	console.log(counts);

	expect(violations).toEqual([]);
	expect(counts['apps killed']).toBeGreaterThan(3);
});
