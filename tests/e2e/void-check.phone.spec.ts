import { expect, test } from '@playwright/test';
import { signIn, untilSynced } from '../support/acting.ts';
import { Production } from '../support/production.ts';

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

test('a check recorded by mistake is taken out with the reason, and everybody can read that', async ({
	page,
	browser
}) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await page.goto(`${production.origin}/field/criteria/6`);
	const indicator = page.getByRole('listitem').filter({ hasText: '6.3' }).first();
	const before = await indicator.innerText();

	await page.goto(`${production.origin}/field/check/6.3`);
	await page.getByRole('textbox').nth(0).fill('1');
	await page.getByRole('textbox').nth(1).fill('9');
	await page.getByRole('button', { name: 'Lưu kiểm tra' }).click();
	await page.getByRole('link', { name: /^Xem/ }).first().click();
	await page.getByRole('button', { name: 'Ghi nhầm, bỏ kiểm tra này' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('button', { name: 'Bỏ kiểm tra' }).click();
	// Without a reason nothing goes.
	await expect(sheet).toBeVisible();
	await sheet.getByLabel('Vì sao bỏ').fill('Đếm cả thôn đã sáp nhập');
	await sheet.getByRole('button', { name: 'Bỏ kiểm tra' }).click();
	await expect(page.getByText('Đã bỏ kiểm tra 6.3', { exact: true })).toBeVisible();

	await test.step('its page says so, and the criterion stands as before', async () => {
		await page.getByRole('link', { name: /^Xem/ }).first().click();
		await expect(page.getByText('Kiểm tra này đã bỏ')).toBeVisible();
		await expect(page.getByText('Lý do: Đếm cả thôn đã sáp nhập')).toBeVisible();
		await page.goto(`${production.origin}/field/criteria/6`);
		await expect(indicator).toHaveText(before.replaceAll(/\s+/g, ' '), { useInnerText: true });
		await expect(page.getByText('Đã bỏ kiểm tra 6.3 ngày 05/11')).toBeVisible();
	});

	await test.step('the office reads it in the course of the criterion', async () => {
		await untilSynced(page);
		const desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
		await signIn(desk, production.origin, 'vanphong');
		await desk.goto(`${production.origin}/district/communes/15697?criterion=6`);
		await expect(desk.getByText('Đã bỏ kiểm tra 6.3 ngày 05/11')).toBeVisible({ timeout: 30_000 });
		await expect(desk.getByText(/Đếm cả thôn đã sáp nhập/).first()).toBeVisible();
	});
});

test('works that were listed by mistake are taken out too', async ({ page }) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await page.goto(`${production.origin}/field/works`);
	const works = page.getByRole('main').getByRole('listitem').getByRole('link').first();
	const name = (await works.locator('.title').innerText()).trim();
	await works.click();
	await page.getByRole('button', { name: 'Ghi nhầm, bỏ công trình này' }).click();
	await page.getByLabel('Vì sao bỏ').fill('Của xã khác');
	await page.getByRole('dialog').getByRole('button', { name: 'Bỏ công trình' }).click();
	await expect(page.getByText('Đã bỏ công trình')).toBeVisible();
	await page.goto(`${production.origin}/field/works`);
	await expect(page.getByRole('link', { name })).toHaveCount(0);
});
