import { expect, type Locator, type Page } from '@playwright/test';
import { makeJpeg } from './jpeg-maker.ts';

const PASSWORD = 've-dich-2018';

/** Signs in as a person does. */
export const enter = (page: Page, origin: string, username: string): Promise<void> =>
	signInAt(page, `${origin}/sign-in`, username);

/** Signs in at an address that says where to go then. */
export async function signInAt(page: Page, address: string, username: string): Promise<void> {
	await page.goto(address);
	await page.getByLabel('Tên đăng nhập').fill(username);
	await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Signs in, and waits until the program lies on the device. */
export async function signIn(page: Page, origin: string, username: string): Promise<void> {
	await enter(page, origin, username);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** The phone has met the server and nothing waits. */
export async function untilSynced(page: Page): Promise<void> {
	await expect(page.getByRole('status').filter({ hasText: 'Đã đồng bộ' }).first()).toBeVisible({ timeout: 30_000 });
}

/** Taps an option as a finger does, on its label: once the row stands still, and nothing lies over it. */
export async function choose(radio: Locator): Promise<void> {
	await radio.locator('xpath=ancestor::label').click();
	await expect(radio).toBeChecked();
}

/** Opens a criterion's dossier, and saves it as complete. */
export async function completeDossier(page: Page, origin: string, criterion: number): Promise<void> {
	await page.goto(`${origin}/field/dossiers/${criterion}`);
	await choose(page.getByRole('radio', { name: 'Đã xong' }));
	await page.getByRole('button', { name: 'Lưu hồ sơ' }).click();
	await expect(page.getByText(`Đã lưu hồ sơ tiêu chí ${criterion}`)).toBeVisible();
}

/** A photo of 800 by 600, the first of the form that is open. */
export async function choosePhoto(page: Page): Promise<void> {
	const buffer = await makeJpeg(page, { width: 800, height: 600 });
	await page.getByLabel('Chọn ảnh có sẵn').setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer });
	await expect(page.getByRole('button', { name: /^Ảnh (lúc|từ)/ })).toHaveCount(1, { timeout: 30_000 });
}
