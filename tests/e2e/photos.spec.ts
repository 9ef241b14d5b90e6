import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, test } from '@playwright/test';
import { signIn, untilSynced } from '../support/acting.ts';
import { chromiumArguments, findChromium } from '../support/browser.ts';
import { keptPhotos, makeJpeg, makePng, withOrientation } from '../support/jpeg-maker.ts';
import { Production } from '../support/production.ts';
import { isDrawn, showToEverybody } from '../support/public-photo.ts';

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
const LOOK = process.env['LOOK_INTO'];

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
	test.setTimeout(420_000);
	const broken: string[] = [];
	const newPage = async () => {
		const opened = await phone.newPage();
		opened.on('pageerror', (error) => broken.push(String(error)));
		return opened;
	};
	let page = await newPage();
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await phone.setOffline(true);
	await page.goto(`${production.origin}/field/check/6.3`);
	await page.getByRole('textbox').nth(0).fill('7');
	await page.getByRole('textbox').nth(1).fill('8');

	const gallery = () => page.getByLabel('Chọn ảnh có sẵn');
	const tiles = () => page.getByRole('button', { name: /^Ảnh (lúc|từ)/ });
	const choose = (buffer: Buffer, name = 'anh.jpg') =>
		gallery().setInputFiles({ name, mimeType: 'image/jpeg', buffer });
	const look = async (name: string) => {
		if (LOOK) await page.screenshot({ path: join(LOOK, `${name}.png`), fullPage: true });
	};
	const small = await makeJpeg(page, { width: 400, height: 200 });

	await test.step('whichever way the camera was held, the photo stands upright', async () => {
		await gallery().setInputFiles(
			CORNERS.map((_, index) => ({
				name: `${index + 1}.jpg`,
				mimeType: 'image/jpeg',
				buffer: withOrientation(small, index + 1)
			}))
		);
		await expect(tiles()).toHaveCount(8, { timeout: 30_000 });
		const kept = await keptPhotos(page);
		expect(kept.map(({ corner }) => corner)).toEqual(CORNERS);
		expect(kept.map(({ width }) => width)).toEqual([400, 400, 400, 400, 200, 200, 200, 200]);
		expect(kept.some(({ namesCamera }) => namesCamera)).toBe(false);
	});

	await test.step('a picture of 48 million pixels becomes one that can be sent', async () => {
		await choose(await makeJpeg(page, { width: 8000, height: 6000 }));
		await expect(tiles()).toHaveCount(9, { timeout: 60_000 });
		const large = { width: 1600, height: 1200, corner: 'top left', thumb: 256 };
		expect((await keptPhotos(page)).at(-1)).toMatchObject(large);
	});

	await test.step('a PNG named as a JPEG is one; of a picture that came out empty the original is kept', async () => {
		await choose(await makePng(page, { isClear: false }));
		await choose(await makePng(page, { isClear: true }));
		await expect(tiles()).toHaveCount(11);
		const [drawn, empty] = (await keptPhotos(page)).slice(-2);
		expect(drawn).toMatchObject({ filetype: 'image/jpeg', corner: 'top left' });
		expect(empty).toMatchObject({ filetype: 'image/png', width: 400, height: 200 });
	});

	await test.step('what is no photo, is cut off or cannot be opened here is refused, and the form stays', async () => {
		const refused: [Buffer, string][] = [
			[Buffer.from('không phải ảnh'), 'Tệp này không phải ảnh'],
			[small.subarray(0, small.length / 2), 'Ảnh bị hỏng hoặc thiếu một phần'],
			[Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), 'Máy này không mở được ảnh HEIC']
		];
		for (const [bytes, words] of refused) {
			await choose(bytes);
			await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
		}
		await expect(tiles()).toHaveCount(11);
		await expect(page.getByRole('textbox').nth(0)).toHaveValue('7');
		await look('form');
	});

	await test.step('the phone ends the page while the camera is open: it comes back to the same form', async () => {
		const chooser = page.waitForEvent('filechooser');
		await page.getByLabel('Chụp ảnh').click();
		await chooser;
		await phone.close();
		phone = await openPhone();
		await phone.setOffline(true);
		page = await newPage();
		await page.goto(`${production.origin}/field`);
		await page.waitForURL('**/field/check/6.3');
		await expect(page.getByRole('textbox').nth(0)).toHaveValue('7');
		await expect(tiles()).toHaveCount(11);
	});

	await test.step('a caption is written, and the check is saved with its photos', async () => {
		await tiles().first().click();
		await page.getByLabel('Chú thích').fill('Cổng nhà văn hóa');
		await look('sheet');
		await page.keyboard.press('Escape');
		await expect(page.getByRole('button', { name: /Cổng nhà văn hóa/ })).toBeVisible();
		await page.getByRole('button', { name: 'Lưu kiểm tra' }).click();
		await expect(page.getByText('Đã lưu kiểm tra 6.3')).toBeVisible();
	});

	await test.step('a saved photo gets another caption, and one is taken out with a reason', async () => {
		await look('saved');
		await page.getByRole('link', { name: /^Xem/ }).first().click();
		await page.getByRole('button', { name: /Cổng nhà văn hóa/ }).click();
		await page.getByLabel('Chú thích').fill('Cổng chính');
		await page.keyboard.press('Escape');
		await expect(page.getByRole('button', { name: /Cổng chính/ })).toBeVisible();
		await tiles().nth(10).click();
		await page.getByRole('button', { name: 'Bỏ ảnh này' }).click();
		await page.getByLabel('Vì sao bỏ').fill('Ảnh trống');
		await page.getByRole('dialog').getByRole('button', { name: 'Bỏ ảnh này' }).click();
		await expect(tiles()).toHaveCount(10);
		await page.goto(`${production.origin}/field/criteria/6`);
		await look('criterion');
	});

	await test.step('an obstacle and a paper have photos too; those of a draft thrown away leave the phone', async () => {
		await page.goto(`${production.origin}/field/obstacles/new?criterion=6`);
		await choose(small);
		await expect(tiles()).toHaveCount(1);
		await page.getByRole('button', { name: 'Bỏ bản nháp' }).click();
		await expect(page.getByText(/và 1 ảnh vừa chụp sẽ mất/)).toBeVisible();
		await page.getByRole('button', { name: 'Bỏ bản nháp' }).click();
		await page.waitForURL((url) => url.pathname !== '/field/obstacles/new');
		expect(await keptPhotos(page)).toHaveLength(11);

		await page.goto(`${production.origin}/field/obstacles/new?criterion=6`);
		await page.getByLabel('Vướng ở chỗ nào').fill('Nhà văn hóa thôn 3 chưa có đất');
		await page.getByText('Huyện', { exact: true }).click();
		await choose(small);
		await expect(tiles()).toHaveCount(1);
		await look('obstacle');
		await page.getByRole('button', { name: 'Lưu vướng mắc' }).click();
		await page.getByRole('link', { name: /Xem/ }).click();
		await expect(tiles()).toHaveCount(1);
		await look('obstacle-view');

		await page.goto(`${production.origin}/field/dossiers/6`);
		await page
			.getByRole('button', { name: /^Sửa giấy tờ/ })
			.first()
			.click();
		await choose(small);
		await expect(tiles()).toHaveCount(1);
		if (LOOK) await page.screenshot({ path: join(LOOK, 'paper.png') });
		await page.getByRole('button', { name: 'Lưu giấy tờ' }).click();
		await expect(page.getByText(/1 ảnh/).first()).toBeVisible();
	});

	await test.step('a phone that runs out of room says so, takes no more photos, and records all the same', async () => {
		// Chromium answers with more room than there is, so that sites cannot tell phones apart: other browsers are honest.
		await page.addInitScript(() => {
			const quota = Number(localStorage.getItem('told-room'));
			navigator.storage.estimate = () => Promise.resolve({ usage: 0, quota });
		});
		const tell = async (megabytes: number) => {
			await page.evaluate((bytes) => localStorage.setItem('told-room', String(bytes)), megabytes * 1_000_000);
			await page.goto(`${production.origin}/field/check/8.1`);
		};
		await tell(250);
		await expect(page.getByText('Máy sắp đầy, còn 250 MB')).toBeVisible();
		await expect(gallery()).toBeVisible();
		await tell(80);
		await expect(page.getByText('Máy sắp đầy nên không lưu thêm ảnh')).toBeVisible();
		await expect(gallery()).toBeHidden();
		await look('full');
		await page.getByText('Đạt', { exact: true }).click();
		await page.getByRole('button', { name: 'Lưu kiểm tra' }).click();
		await expect(page.getByText('Đã lưu kiểm tra 8.1')).toBeVisible();

		// The browser tells of room, and the disk has none. Chromium keeps to no quota that it is given for IndexedDB.
		await tell(1_000);
		await page.evaluate(() => {
			const { add } = IDBObjectStore.prototype;
			IDBObjectStore.prototype.add = function (...told) {
				if (this.name === 'piece') throw new DOMException('the disk is full', 'QuotaExceededError');
				return add.apply(this, told);
			};
		});
		await choose(small);
		await expect(page.getByRole('alert').filter({ hasText: 'Máy sắp đầy nên không lưu thêm ảnh' })).toBeVisible();
		await expect(tiles()).toHaveCount(0);
		expect(await keptPhotos(page)).toHaveLength(13);
	});

	await test.step('“Gửi đi” says what waits, and signing out warns of it', async () => {
		page = await newPage();
		await page.goto(`${production.origin}/field/outbox`);
		await expect(page.getByText(/11 ảnh · Ghi/)).toBeVisible();
		await expect(page.getByText(/12 ảnh, đã gửi/)).toBeVisible();
		await look('outbox');
		await page.goto(`${production.origin}/field/settings`);
		await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
		await expect(page.getByText(/Còn 13 ảnh chưa gửi/)).toBeVisible();
		if (LOOK) await page.screenshot({ path: join(LOOK, 'sign-out.png') });
		await page.getByRole('button', { name: 'Ở lại' }).click();
	});

	await test.step('the network is back: they go, and the phone may free their room', async () => {
		await page.goto(`${production.origin}/field/outbox`);
		await phone.setOffline(false);
		await page.getByRole('button', { name: 'Thử gửi ngay' }).click();
		await expect(page.getByRole('heading', { name: 'Không còn gì chờ gửi' })).toBeVisible({ timeout: 60_000 });
		await look('sent');
		await page.getByRole('button', { name: 'Xóa bản sao ảnh đã gửi' }).click();
		await expect(page.getByRole('button', { name: 'Xóa bản sao ảnh đã gửi' })).toBeHidden();
		expect(broken).toEqual([]);
	});

	await test.step('with the store of photos broken, checks are recorded and sent all the same', async () => {
		page = await phone.newPage();
		await page.addInitScript(() => {
			const { open } = IDBFactory.prototype;
			IDBFactory.prototype.open = function (name, version) {
				if (name.startsWith('ve-dich-photos:')) throw new DOMException('broken', 'UnknownError');
				return open.call(this, name, version);
			};
		});
		await page.goto(`${production.origin}/field/check/6.3`);
		await page.getByRole('textbox').nth(0).fill('8');
		await page.getByRole('button', { name: 'Lưu kiểm tra' }).click();
		await expect(page.getByText('Đã lưu kiểm tra 6.3')).toBeVisible();
		await page.goto(`${production.origin}/field/outbox`);
		await expect(page.getByText('Chưa mở được kho ảnh trong máy')).toBeVisible();
		await expect(page.getByText(/mục chờ gửi/)).toHaveCount(0, { timeout: 30_000 });
		// Of photos that nobody can count nothing is said.
		await expect(page.getByRole('heading', { name: 'Gửi đi' })).toBeVisible();
		await expect(page.getByText('Không còn gì chờ gửi')).toHaveCount(0);
		await look('broken');
	});

	await test.step('the desk sees them, and one large', async () => {
		const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
		const desk = await context.newPage();
		await signIn(desk, production.origin, 'vanphong');
		await desk.goto(`${production.origin}/district/communes/15697?criterion=6`);
		await expect(desk.getByText('12/12 ảnh')).toBeVisible({ timeout: 30_000 });
		const first = desk.getByRole('button', { name: /Cổng chính/ });
		await expect.poll(() => first.locator('img').evaluate(isDrawn)).toBe(true);
		if (LOOK) await desk.screenshot({ path: join(LOOK, 'desk.png'), fullPage: true });
		await first.click();
		// The small one stands in its place until all of the large one is there.
		const large = desk.getByRole('dialog').locator('img').last();
		await expect.poll(() => large.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(400);
		if (LOOK) await desk.screenshot({ path: join(LOOK, 'desk-large.png') });

		const everybody = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
		await showToEverybody(desk, first, { page: await everybody.newPage(), origin: production.origin, look: LOOK });
		await everybody.close();

		await desk.goto(`${production.origin}/district/review`);
		await desk.getByRole('link', { name: /Minh Châu.*6\.3.*87,5/ }).click();
		const enlarge = desk.getByRole('button', { name: /^Xem to ảnh/ });
		await enlarge.click();
		// In the viewer arrows turn photos and the letters of the page do nothing.
		for (const key of ['ArrowRight', 'd', 't', 'ArrowDown']) await desk.keyboard.press(key);
		await expect(desk.getByRole('dialog')).toContainText(/Ảnh 2\/\d+/);
		if (LOOK) await desk.screenshot({ path: join(LOOK, 'desk-viewer.png') });
		await desk.keyboard.press('Escape');
		await expect(desk.getByRole('heading', { level: 2, name: /^6\.3/ })).toBeVisible();
		if (LOOK) await desk.screenshot({ path: join(LOOK, 'desk-review.png'), fullPage: true });

		// Small photos seen once are there in a hall without network; whoever comes next on this device has none of them.
		await context.setOffline(true);
		await desk.goto(`${production.origin}/district/communes/15697?criterion=6`);
		await expect.poll(() => first.locator('img').evaluate(isDrawn)).toBe(true);
		await desk
			.getByRole('button', { name: /^Ảnh (lúc|từ)/ })
			.nth(3)
			.click();
		await expect(desk.getByText('Ảnh lớn cần có mạng')).toBeVisible();
		await desk.keyboard.press('Escape');
		await desk.getByRole('button', { name: /Tài khoản/ }).click();
		await desk.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
		await desk.getByRole('button', { name: 'Đăng xuất khi không có mạng' }).click();
		await desk.waitForURL(/sign-in/);
		expect(
			await desk.evaluate(async () => (await caches.keys()).filter((name) => name.includes('thumbs')))
		).toEqual([]);
		await context.close();
	});
});
