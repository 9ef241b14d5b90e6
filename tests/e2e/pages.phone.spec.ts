import { expect, test, type Page } from '@playwright/test';
import { signIn, untilSynced } from '../support/acting.ts';
import { barriersIn, barriersOf, misfitsAt, tooWideOrSmall } from '../support/barriers.ts';
import { Production } from '../support/production.ts';

const PAGES = [
	'/field',
	'/field/criteria',
	'/field/criteria/6',
	'/field/criteria/99',
	'/field/check',
	'/field/check/6.3',
	'/field/check/17.1',
	'/field/visits',
	'/field/visits/new',
	'/field/dossiers/6',
	'/field/dossiers/common',
	'/field/departments',
	'/field/departments/so-yt',
	'/field/tally',
	'/field/survey',
	'/field/survey/thon-1',
	'/field/obstacles',
	'/field/obstacles/new?criterion=6',
	'/field/works',
	'/field/works/new?criterion=6',
	'/field/tasks',
	'/field/outbox',
	'/field/settings'
];

// The narrowest screen. Colours that are still on their way from one theme to the next would be measured.
test.use({
	viewport: { width: 320, height: 640 },
	deviceScaleFactor: 1,
	contextOptions: { reducedMotion: 'reduce' }
});

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

test('no page of the phone has a barrier, in both languages and all themes, on the narrowest screen', async ({
	page
}) => {
	test.setTimeout(420_000);
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);

	const addresses = PAGES.map((path) => production.origin + path);
	const elsewhere = misfitsAt(768);
	const look = async (on: Page) => [...(await tooWideOrSmall(on)), ...(await elsewhere(on))];
	expect(await barriersOf(page, addresses, look)).toEqual([]);
});

test('the page for everybody has no barrier in any theme, and no width that does not fit', async ({ page }) => {
	await page.goto(`${production.origin}/cong-khai/397`);

	expect(await barriersIn(page)).toEqual([]);
	expect([...(await tooWideOrSmall(page)), ...(await misfitsAt(768, 1440)(page))]).toEqual([]);
});
