import { expect, test, type Page } from '@playwright/test';
import { signIn, untilSynced } from '../support/acting.ts';
import { Production } from '../support/production.ts';

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

const FIELD = ['/field', '/field/check/6.3', '/field/check', '/field/criteria/6', '/field/visits', '/field/dossiers/6'];
const DESK = ['/district', '/district/review', '/district/communes', '/district/communes/15697'];

/** How much of the screen is left for the page, in the middle of it: what stays where it is while the page scrolls takes room. */
const roomFor = (page: Page): Promise<number> =>
	page.evaluate(async () => {
		const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
		const middle = (document.documentElement.scrollHeight - innerHeight) / 2;
		if (middle < 20) return 1;
		const bars = [...document.querySelectorAll('*')].filter(
			(element) =>
				['sticky', 'fixed'].includes(getComputedStyle(element).position) &&
				element.getBoundingClientRect().width > innerWidth * 0.8
		);
		const place = async (top: number) => {
			scrollTo(0, top);
			await drawn();
			return bars.map((bar) => bar.getBoundingClientRect());
		};
		const before = await place(middle);
		const after = await place(middle + 10);
		const rows = Array.from({ length: innerHeight }, () => true);
		for (const [at, { top, bottom }] of after.entries()) {
			if (Math.abs(top - before[at]!.top) > 1) continue;
			rows.fill(false, Math.max(0, Math.floor(top)), Math.max(0, Math.ceil(bottom)));
		}
		return rows.filter(Boolean).length / innerHeight;
	});

async function expectRoom(page: Page, paths: string[], largeText: boolean): Promise<void> {
	for (const path of paths) {
		await page.goto(`${production.origin}${path}`);
		await page.getByRole('main').first().waitFor();
		if (largeText) await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
		await expect.poll(() => roomFor(page), { message: path }).toBeGreaterThan(0.9);
	}
}

test('held sideways, or with text twice as large, bars and docks leave the screen to the page', async ({ page }) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	const dock = page.locator('.dock');
	const bottom = () => dock.evaluate((element) => Math.round(element.getBoundingClientRect().bottom));

	await page.goto(`${production.origin}/field/check/6.3`);
	await dock.waitFor();
	await page.evaluate(() => scrollTo(0, 0));
	// As it usually is, the button to save stays in sight.
	expect(await bottom()).toBe(800);

	await expectRoom(page, FIELD, true);
	await page.setViewportSize({ width: 800, height: 360 });
	await expectRoom(page, FIELD, false);
});

test('at the desk too', async ({ page }) => {
	await signIn(page, production.origin, 'vanphong');
	await page.setViewportSize({ width: 800, height: 360 });
	await expectRoom(page, DESK, false);
	await page.setViewportSize({ width: 360, height: 800 });
	await expectRoom(page, DESK, true);
});
