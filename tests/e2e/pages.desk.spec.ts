import { expect, test } from '@playwright/test';
import { demoId } from '../../src/cli/demo/demo-id.ts';
import { signIn } from '../support/acting.ts';
import { barriersOf, misfitsAt } from '../support/barriers.ts';
import { Production } from '../support/production.ts';

const BRIEFING = demoId('2018-11-02', 'briefing');
const PAGES = [
	'/district',
	'/district?xa=15703',
	'/district/review',
	'/district/communes',
	'/district/communes/15703',
	'/district/briefings',
	`/district/briefings/${BRIEFING}`,
	`/district/briefings/${BRIEFING}/hall?xa=15703`,
	'/district/report',
	'/district/outbox',
	'/district/settings'
];

// Colours that are still on their way from one theme to the next would be measured.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

test('no page of the desk has a barrier, in both languages and all themes', async ({ page }) => {
	test.setTimeout(420_000);
	await signIn(page, production.origin, 'vanphong');
	await expect(page.getByRole('rowheader').first()).toBeVisible({ timeout: 30_000 });

	const addresses = PAGES.map((path) => production.origin + path);
	expect(await barriersOf(page, addresses, misfitsAt(320, 360, 768, 1200, 1920))).toEqual([]);
});
