import { expect, test, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { completeDossier, signIn, untilSynced } from '../support/acting.ts';
import { Production } from '../support/production.ts';

let production: Production;
test.beforeEach(async () => {
	production = await Production.start();
});
test.afterEach(() => production.stop());

const OFFICER = 'canbo.minhchau';

async function openSignOut(page: Page): Promise<void> {
	await page.goto(`${production.origin}/field/settings`);
	await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
	await expect(page.getByRole('dialog').getByRole('button', { name: 'Ở lại' })).toBeVisible();
}

const databases = (page: Page): Promise<string[]> =>
	page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));

const whoIsSignedIn = (page: Page): Promise<unknown> =>
	page.evaluate(async () => (await fetch('/api/auth/get-session')).json());

const administer = (...args: string[]) =>
	execFileSync(process.execPath, ['src/cli/admin.ts', ...args], {
		env: { ...process.env, DATA_DIR: production.dataDir }
	});

test('signing out without network is done at the server at the next contact, before anybody else signs in', async ({
	page,
	context
}) => {
	await signIn(page, production.origin, OFFICER);
	await untilSynced(page);
	const stored = await page.evaluate(() => localStorage.getItem('ve-dich:person')!);
	await openSignOut(page);
	await context.setOffline(true);
	await page
		.getByRole('button', { name: /^Đăng xuất( khi không có mạng)?$/ })
		.last()
		.click();
	await page.waitForURL(/sign-in/);

	// What stood there opens nothing any more, whoever puts it back.
	await page.evaluate((text) => localStorage.setItem('ve-dich:person', text), stored);
	await page.goto(`${production.origin}/field`);
	await page.waitForURL(/sign-in/);
	await page.evaluate(() => localStorage.removeItem('ve-dich:person'));

	await context.setOffline(false);
	await expect.poll(() => whoIsSignedIn(page)).toBeNull();
	await signIn(page, production.origin, 'canbo.danly');
	expect(await whoIsSignedIn(page)).toMatchObject({ user: { username: 'canbo.danly' } });
});

test('with nothing unsent the data may go from the device with the person', async ({ page }) => {
	await signIn(page, production.origin, OFFICER);
	await untilSynced(page);
	expect(await databases(page)).toContain(`ve-dich:${OFFICER}`);
	await openSignOut(page);
	await page.getByText('Xóa dữ liệu khỏi máy này').click();
	await page.getByRole('button', { name: 'Đăng xuất và xóa dữ liệu' }).click();

	await expect(page.getByText('Đã xóa dữ liệu khỏi máy này')).toBeVisible();
	expect((await databases(page)).filter((name) => name.includes(OFFICER))).toEqual([]);
	await signIn(page, production.origin, OFFICER);
	await untilSynced(page);
});

test('a blocked account closes at the next contact: its data go, and stay where something is unsent', async ({
	page
}) => {
	await signIn(page, production.origin, OFFICER);
	await untilSynced(page);
	await production.kill();
	await completeDossier(page, production.origin, 18);
	administer('block', '--username', OFFICER);
	await production.run();
	await page.waitForURL(/sign-in\?closed/, { timeout: 60_000 });
	await expect(page.getByText('Tài khoản đã được đăng xuất khỏi máy này')).toBeVisible();
	expect(await databases(page)).toContain(`ve-dich:${OFFICER}`);
	await page.goto(`${production.origin}/field`);
	await page.waitForURL(/sign-in/);

	await page.getByLabel('Tên đăng nhập').fill(OFFICER);
	await page.getByLabel('Mật khẩu', { exact: true }).fill('ve-dich-2018');
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await expect(page.getByText('Tài khoản này đang bị khóa')).toBeVisible();

	administer('unblock', '--username', OFFICER);
	await signIn(page, production.origin, OFFICER);
	await page.goto(`${production.origin}/field/outbox`);
	await expect(page.getByRole('heading', { name: 'Không còn gì chờ gửi' })).toBeVisible({ timeout: 30_000 });
	administer('block', '--username', OFFICER);
	await page.goto(`${production.origin}/field`);
	await page.waitForURL(/sign-in\?closed/, { timeout: 60_000 });
	await expect.poll(async () => (await databases(page)).filter((name) => name.includes(OFFICER))).toEqual([]);
});

test('people change their own password, and sign out everywhere', async ({ page, browser }) => {
	await signIn(page, production.origin, OFFICER);
	await untilSynced(page);
	const other = await (await browser.newContext()).newPage();
	await signIn(other, production.origin, OFFICER);
	await page.goto(`${production.origin}/field/settings`);
	await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('Mật khẩu hiện tại').fill('ve-dich-2018');
	await sheet.getByLabel('Mật khẩu mới').fill('matkhau123');
	await sheet.getByRole('button', { name: 'Đổi mật khẩu' }).click();
	await expect(sheet.getByText('Mật khẩu này dễ đoán')).toBeVisible();
	await sheet.getByLabel('Mật khẩu mới').fill('ruộng bậc thang');
	await sheet.getByRole('button', { name: 'Đổi mật khẩu' }).click();
	await expect(page.getByText('Đã đổi mật khẩu')).toBeVisible();

	await other.goto(`${production.origin}/field`);
	await other.waitForURL(/sign-in\?closed/, { timeout: 60_000 });
	await other.context().close();

	await page.getByRole('button', { name: 'Đăng xuất khỏi mọi máy' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất khỏi mọi máy' }).click();
	await page.waitForURL(/sign-in/);
	expect(await whoIsSignedIn(page)).toBeNull();
});
