import { expect, test, type Page } from '@playwright/test';
import { signIn, untilSynced } from '../support/acting.ts';
import { keptPhotos, makeJpeg, withShotTime } from '../support/jpeg-maker.ts';
import { Production } from '../support/production.ts';

// A phone that speaks English, in a program that speaks Vietnamese.
test.use({
	locale: 'en-US',
	geolocation: { latitude: 19.8172, longitude: 105.5936 },
	permissions: ['geolocation']
});

let production: Production;
test.beforeEach(async () => {
	production = await Production.start();
});
test.afterEach(() => production.stop());

async function openCheck(page: Page): Promise<void> {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await page.goto(`${production.origin}/field/check/6.3`);
}

test('a photo that was chosen was taken when its file says, and nobody knows where', async ({ page }) => {
	await openCheck(page);
	const jpeg = await makeJpeg(page, { width: 400, height: 200 });
	const choose = (buffer: Buffer, from = 'Chọn ảnh có sẵn') =>
		page.getByLabel(from).setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer });

	await choose(jpeg);
	await expect(page.getByRole('button', { name: 'Ảnh từ thư viện, không rõ lúc chụp' })).toHaveCount(1);
	await choose(withShotTime(jpeg, '2018-10-28T02:36:12.000Z'));
	await expect(page.getByRole('button', { name: 'Ảnh lúc 09:36 28/10, từ thư viện' })).toHaveCount(1);
	await choose(jpeg, 'Chụp ảnh');
	await expect(page.getByRole('button', { name: /^Ảnh lúc \d\d:\d\d$/ })).toHaveCount(1);

	// The place is found a moment later.
	await expect
		.poll(async () => (await keptPhotos(page)).map(({ chosen, hasPlace }) => [chosen, hasPlace]))
		.toEqual([
			[{}, false],
			[{ takenAt: '2018-10-28T02:36:12.000Z' }, false],
			[undefined, true]
		]);
	expect((await keptPhotos(page)).map(({ days }) => days)).toEqual([[], ['2018:10:28'], []]);

	await test.step('pictures that are not taken are called what they are', async () => {
		const bitmap = Buffer.from([0x42, 0x4d, 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0]);
		const pictures: [string, Buffer][] = [
			['AVIF', Buffer.from('\0\0\0\x18ftypavif\0\0\0\0mif1avif')],
			['GIF', Buffer.from('GIF89a\0\0\0\0')],
			['BMP', bitmap]
		];
		for (const [format, bytes] of pictures) {
			await choose(bytes);
			await expect(page.getByRole('alert').filter({ hasText: `Đây là ảnh ${format}` })).toBeVisible();
		}
	});

	await test.step('the office reads where each comes from', async () => {
		await page.getByRole('textbox').nth(0).fill('7');
		await page.getByRole('textbox').nth(1).fill('8');
		await page.getByRole('button', { name: 'Lưu kiểm tra' }).click();
		await expect(page.getByText('Đã lưu kiểm tra 6.3')).toBeVisible();
		await untilSynced(page);
		const desk = await page.context().browser()!.newPage();
		await signIn(desk, production.origin, 'vanphong');
		await desk.goto(`${production.origin}/district/review`);
		await desk.getByRole('link', { name: /Minh Châu.*6\.3.*87,5/ }).click();
		await expect(desk.getByText('2 ảnh chọn từ thư viện, không phải chụp tại chỗ bằng ứng dụng')).toBeVisible();
		await expect(desk.getByText('1 ảnh không rõ chụp lúc nào')).toBeVisible();
		await expect(desk.getByText(/chụp 09:36 ngày 28\/10\/2018, từ thư viện/i)).toBeVisible();
		await desk.close();
	});
});

test('no language of a browser misleads: beside a date box stands the day in words', async ({ page }) => {
	await openCheck(page);
	const box = page.getByLabel('Ngày kiểm tra');

	await expect(box).toHaveAccessibleDescription(/Thứ Hai, ngày 5 tháng 11/);
	await box.fill('2017-12-31');
	await expect(page.getByText('Chủ Nhật, ngày 31 tháng 12 năm 2017')).toBeVisible();
});

test('what cannot be seen before a search hides nothing', async ({ page }) => {
	await openCheck(page);
	for (const typed of ['\u200bmoi truong', '\ufeffMôi trường'.normalize('NFD')]) {
		await page.goto(`${production.origin}/field/criteria`);
		await page.getByRole('searchbox').fill(typed);
		await expect(page.getByRole('link', { name: /^17/ })).toHaveCount(1);
	}
});
