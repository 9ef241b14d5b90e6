import { expect, test } from '@playwright/test';
import { completeDossier, signIn, untilSynced } from '../support/acting.ts';
import { Production } from '../support/production.ts';

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

test('on a shared phone nothing is called sent while an item of another person waits; it is said whose', async ({
	page,
	context
}) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await page.goto(`${production.origin}/field/settings`);
	await context.setOffline(true);
	await completeDossier(page, production.origin, 18);
	await page.goto(`${production.origin}/field/settings`);
	await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
	await page
		.getByRole('dialog')
		.getByRole('button', { name: /^Đăng xuất/ })
		.click();
	await page.waitForURL(/sign-in/);
	// With the session of the first person the browser may send the item by itself before the next one has signed in.
	await context.clearCookies();
	await context.setOffline(false);

	await signIn(page, production.origin, 'canbo.danly');
	await untilSynced(page);
	await page.goto(`${production.origin}/field/outbox`);
	await expect(page.getByText(/^1 mục của .+ còn chờ gửi trên máy này$/)).toBeVisible();
	await expect(page.getByRole('heading', { name: /^Không còn gì của .+ chờ gửi$/ })).toBeVisible();
	await expect(page.getByText(/^Những gì .+ ghi trên máy này huyện đã nhận đủ\.$/)).toBeVisible();
	await expect(page.getByText('Không còn gì chờ gửi', { exact: true })).toHaveCount(0);

	await page.goto(`${production.origin}/field/settings`);
	await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
	await expect(page.getByText(/^Những gì .+ ghi trên máy này đã gửi đủ\.$/)).toBeVisible();
	await expect(page.getByText('Trên máy này không còn gì chưa gửi.')).toHaveCount(0);
});
