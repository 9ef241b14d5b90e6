import { expect, test, type Page } from '@playwright/test';
import { demoId } from '../../src/cli/demo/demo-id.ts';
import { signIn } from '../support/acting.ts';
import { Production } from '../support/production.ts';

const BRIEFING = demoId('2018-11-02', 'briefing');
const PAPERS = [
	'/district',
	'/district/review',
	'/district/communes',
	'/district/communes/15703',
	'/district/communes/15703?criterion=6',
	'/district/briefings',
	`/district/briefings/${BRIEFING}`,
	`/district/briefings/${BRIEFING}/hall?xa=15703`,
	'/district/report'
];

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

async function signInAtDesk(page: Page) {
	await signIn(page, production.origin, 'vanphong');
	await expect(page.getByRole('rowheader').first()).toBeVisible({ timeout: 30_000 });
}

test('on paper no page has buttons or fields, and nothing that is taller than a page is laid out as a grid', async ({
	page
}) => {
	await signInAtDesk(page);
	// What is left of A4 between the margins, in pixels of 1/96 inch.
	await page.setViewportSize({ width: 703, height: 1009 });

	for (const path of PAPERS) {
		await page.emulateMedia({ media: 'screen' });
		await page.goto(production.origin + path);
		await expect(page.locator('main').first()).toContainText(/\d/);
		await page.emulateMedia({ media: 'print' });

		const found = await page.evaluate(() => {
			const isShown = (element: Element) =>
				element.checkVisibility() && element.getBoundingClientRect().width > 1;
			const pressed = [...document.querySelectorAll('button, input, select, textarea, summary, [data-variant]')];
			// Chromium lays the cells of a grid over one another where it breaks between pages.
			const tall = [...document.querySelectorAll('.desk, .desk *')].filter(
				(element) =>
					/grid|flex/.test(getComputedStyle(element).display) && element.getBoundingClientRect().height > 1009
			);
			return [...pressed.filter((one) => !one.closest('article, td, th')), ...tall]
				.filter(isShown)
				.map(
					(element) => `${element.tagName} ${element.className} ${element.textContent?.trim().slice(0, 40)}`
				);
		});
		expect(found, path).toEqual([]);
	}
});

test('the matrix is printed whole, on one page of A4 landscape', async ({ page }) => {
	await signInAtDesk(page);
	const text = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');

	const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text)!;
	expect(Number(width)).toBeGreaterThan(Number(height));
	expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
	await page.emulateMedia({ media: 'print' });
	await page.setViewportSize({ width: 1047, height: 718 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1047);
});

test('the rows of the briefings stand where their title does', async ({ page }) => {
	await signInAtDesk(page);
	await page.goto(`${production.origin}/district/briefings`);
	const title = await page.getByRole('heading', { level: 1 }).boundingBox();
	const row = await page.getByRole('link', { name: /Giao ban 02\/11\/2018/ }).boundingBox();

	expect(row!.x).toBe(title!.x);
});

for (const width of [1024, 1440, 1920]) {
	test(`the kind of paper and the ways to carry it away are in sight at ${width} px, however far down one reads`, async ({
		page
	}) => {
		await page.setViewportSize({ width, height: 900 });
		await signInAtDesk(page);
		await page.goto(`${production.origin}/district/report`);
		await expect(page.getByLabel('Loại văn bản')).toBeInViewport({ ratio: 1 });
		for (const name of ['Chép tin gửi Zalo', 'In', 'Tải Excel', 'Tải Word'])
			await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });

		await page.mouse.move(width - 300, 600);
		await page.mouse.wheel(0, 1500);
		await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(1000);
		await expect(page.getByRole('button', { name: 'Tải Word' })).toBeInViewport({ ratio: 1 });
	});
}

test('in the hall a wall of 1920 px is filled with letters that the last row can read', async ({ page }) => {
	await page.setViewportSize({ width: 1920, height: 1080 });
	await signInAtDesk(page);
	await page.goto(`${production.origin}/district/briefings/${BRIEFING}/hall?xa=15697`);
	await expect(page.getByRole('heading', { name: 'Xã Minh Châu' })).toBeVisible();

	const sizes = await page.evaluate(() => {
		const sizeOf = (selector: string) => parseFloat(getComputedStyle(document.querySelector(selector)!).fontSize);
		return { name: sizeOf('.hall h1'), figure: sizeOf('.hall .figure'), list: sizeOf('.hall section li') };
	});
	expect(sizes.name).toBeGreaterThanOrEqual(64);
	expect(sizes.figure).toBeGreaterThanOrEqual(56);
	expect(sizes.list).toBeGreaterThanOrEqual(26);
	const bottoms = (selector: string) =>
		page.locator(selector).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom));
	expect(Math.max(...(await bottoms('.hall section')))).toBeGreaterThan(900);
	expect(Math.max(...(await bottoms('.hall dl')))).toBeLessThanOrEqual(1080);
});

test('a number in the head of the matrix says which criterion it is', async ({ page }) => {
	await signInAtDesk(page);
	await page.locator('thead').getByText('17', { exact: true }).hover();

	await expect(page.getByText('17, Môi trường và an toàn thực phẩm', { exact: true })).toBeVisible();
});
