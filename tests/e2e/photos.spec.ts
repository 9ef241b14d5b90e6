import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, test } from '@playwright/test';
import { signIn, untilSynced } from '../support/acting.ts';
import { chromiumArguments, findChromium } from '../support/browser.ts';
import { keptPhotos, makeJpeg, withOrientation } from '../support/jpeg-maker.ts';
import { Production } from '../support/production.ts';

const PHONE = {
	viewport: { width: 360, height: 800 },
	hasTouch: true,
	isMobile: true,
	locale: 'vi-VN',
	timezoneId: 'Asia/Ho_Chi_Minh'
};
/** Where the first corner of a picture comes to lie when the camera was held so, 1 to 8. */
const CORNERS = [
	'top left',
	'top right',
	'bottom right',
	'bottom left',
	'top left',
	'top right',
	'bottom right',
	'bottom left'
];
const LOOK = process.env.LOOK_INTO;

let production: Production;
let folder: string;
let phone: BrowserContext;

const openPhone = (): Promise<BrowserContext> =>
	chromium.launchPersistentContext(folder, { ...PHONE, executablePath: findChromium(), args: chromiumArguments() });

test.beforeAll(async () => {
	production = await Production.start();
	folder = mkdtempSync(join(tmpdir(), 've-dich-phone-'));
	phone = await openPhone();
});
test.afterAll(async () => {
	await phone?.close();
	await production?.stop();
	rmSync(folder, { recursive: true, force: true });
});

test('photos taken without network outlive the browser, and the desk sees them whole', async ({ browser }) => {
	test.setTimeout(240_000);
	let page = await phone.newPage();
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await phone.setOffline(true);
	await page.goto(`${production.origin}/field/check/6.3`);
	await page.getByRole('textbox').nth(0).fill('7');
	await page.getByRole('textbox').nth(1).fill('8');

	const gallery = () => page.getByLabel('Chọn ảnh có sẵn');
	const tiles = () => page.getByRole('button', { name: /^Ảnh lúc/ });

	await test.step('whichever way the camera was held, the photo stands upright', async () => {
		const jpeg = await makeJpeg(page, { width: 400, height: 200 });
		await gallery().setInputFiles(
			CORNERS.map((_, index) => ({
				name: `${index + 1}.jpg`,
				mimeType: 'image/jpeg',
				buffer: withOrientation(jpeg, index + 1)
			}))
		);
		await expect(tiles()).toHaveCount(8, { timeout: 30_000 });
		const kept = await keptPhotos(page);
		expect(kept.map(({ corner }) => corner)).toEqual(CORNERS);
		expect(kept.map(({ width }) => width)).toEqual([400, 400, 400, 400, 200, 200, 200, 200]);
		expect(kept.some(({ namesCamera }) => namesCamera)).toBe(false);
	});

	await test.step('a picture of 48 million pixels becomes one that can be sent', async () => {
		const buffer = await makeJpeg(page, { width: 8000, height: 6000 });
		await gallery().setInputFiles({ name: 'large.jpg', mimeType: 'image/jpeg', buffer });
		await expect(tiles()).toHaveCount(9, { timeout: 60_000 });
		expect((await keptPhotos(page)).at(-1)).toMatchObject({ width: 1600, height: 1200, corner: 'top left' });
	});

	await test.step('a text that is named like a photo is refused, and the form stays as it is', async () => {
		await gallery().setInputFiles({
			name: 'anh.jpg',
			mimeType: 'image/jpeg',
			buffer: Buffer.from('không phải ảnh')
		});
		await expect(page.getByRole('alert').filter({ hasText: 'Tệp này không phải ảnh' })).toBeVisible();
		await expect(tiles()).toHaveCount(9);
		await expect(page.getByRole('textbox').nth(0)).toHaveValue('7');
		await expect(page.getByText(/Đã lưu nháp/).first()).toBeVisible();
		if (LOOK) await page.screenshot({ path: join(LOOK, 'form.png'), fullPage: true });
	});

	await test.step('the browser is killed; the photos are in the form that was left', async () => {
		await phone.close();
		phone = await openPhone();
		await phone.setOffline(true);
		page = await phone.newPage();
		await page.goto(`${production.origin}/field/check/6.3`);
		await expect(tiles()).toHaveCount(9);
		await tiles().first().click();
		await page.getByLabel('Chú thích').fill('Cổng nhà văn hóa');
		if (LOOK) await page.screenshot({ path: join(LOOK, 'sheet.png') });
		await page.keyboard.press('Escape');
		await expect(page.getByRole('button', { name: /Cổng nhà văn hóa/ })).toBeVisible();
		await page.getByRole('button', { name: 'Lưu kiểm tra' }).click();
		await expect(page.getByText('Đã lưu kiểm tra 6.3')).toBeVisible();
	});

	await test.step('without network “Gửi đi” says what waits', async () => {
		await page.goto(`${production.origin}/field/outbox`);
		await expect(page.getByText(/9 ảnh, đã gửi/)).toBeVisible();
		if (LOOK) await page.screenshot({ path: join(LOOK, 'outbox.png'), fullPage: true });
	});

	await test.step('the network is back: they go, and the phone may free their room', async () => {
		await phone.setOffline(false);
		await page.getByRole('button', { name: 'Thử gửi ngay' }).click();
		await expect(page.getByRole('heading', { name: 'Ảnh chờ gửi' })).toBeHidden({ timeout: 60_000 });
		await expect(page.getByRole('button', { name: 'Xóa bản sao ảnh đã gửi' })).toBeVisible();
		if (LOOK) await page.screenshot({ path: join(LOOK, 'sent.png'), fullPage: true });
	});

	await test.step('the desk sees them, and one large', async () => {
		const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
		const desk = await context.newPage();
		await signIn(desk, production.origin, 'vanphong');
		await desk.goto(`${production.origin}/district/communes/15697?criterion=6`);
		await expect(desk.getByText('9/9 ảnh')).toBeVisible({ timeout: 30_000 });
		const first = desk.getByRole('button', { name: /Cổng nhà văn hóa/ });
		const isDrawn = (image: Element) => (image as HTMLImageElement).naturalWidth > 0;
		await expect.poll(() => first.locator('img').evaluate(isDrawn)).toBe(true);
		if (LOOK) await desk.screenshot({ path: join(LOOK, 'desk.png'), fullPage: true });
		await first.click();
		const large = desk.getByRole('dialog').locator('img');
		await expect.poll(() => large.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(400);
		if (LOOK) await desk.screenshot({ path: join(LOOK, 'desk-large.png') });
		await desk.keyboard.press('Escape');

		await desk.goto(`${production.origin}/district/review`);
		await desk.getByRole('link', { name: /Minh Châu.*6\.3/ }).click();
		const enlarge = desk.getByRole('button', { name: /^Xem to ảnh/ });
		await enlarge.click();
		// In the viewer arrows turn photos and the letters of the page do nothing.
		for (const key of ['ArrowRight', 'd', 't', 'ArrowDown']) await desk.keyboard.press(key);
		await expect(desk.getByRole('dialog')).toContainText('Ảnh 2/9');
		if (LOOK) await desk.screenshot({ path: join(LOOK, 'desk-viewer.png') });
		await desk.keyboard.press('Escape');
		await expect(desk.getByRole('heading', { level: 2, name: /^6\.3/ })).toBeVisible();
		if (LOOK) await desk.screenshot({ path: join(LOOK, 'desk-review.png'), fullPage: true });

		// Small photos seen once are there in a hall without network; whoever comes next on this device has none of them.
		await context.setOffline(true);
		await desk.goto(`${production.origin}/district/communes/15697?criterion=6`);
		await expect.poll(() => first.locator('img').evaluate(isDrawn)).toBe(true);
		await desk
			.getByRole('button', { name: /^Ảnh lúc/ })
			.nth(3)
			.click();
		await expect(desk.getByText('Ảnh lớn cần có mạng')).toBeVisible();
		await desk.keyboard.press('Escape');
		await context.setOffline(false);
		await desk.getByRole('button', { name: /Tài khoản/ }).click();
		await desk.getByRole('button', { name: 'Đăng xuất' }).click();
		await desk.waitForURL(/sign-in/);
		expect(
			await desk.evaluate(async () => (await caches.keys()).filter((name) => name.includes('thumbs')))
		).toEqual([]);
		await context.close();
	});
});
