import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import { chromiumArguments, findChromium } from '../support/browser.ts';
import { choose, choosePhoto, completeDossier, signIn, untilSynced } from '../support/acting.ts';
import { Production } from '../support/production.ts';

const PHONE = {
	viewport: { width: 360, height: 800 },
	hasTouch: true,
	isMobile: true,
	locale: 'vi-VN',
	timezoneId: 'Asia/Ho_Chi_Minh'
};

let production: Production;
let folder: string;
let phone: BrowserContext;

/** A phone keeps what is on its disk when the browser is killed; an ordinary test context would not. */
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

function rowOf(desk: Page, commune: string) {
	return desk.getByRole('row').filter({ has: desk.getByRole('rowheader', { name: commune }) });
}

test('a check and a visit recorded without network reach the district’s matrix', async ({ browser }) => {
	test.setTimeout(240_000);
	const deskContext = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const desk = await deskContext.newPage();
	await signIn(desk, production.origin, 'vanphong');
	const minhChau = rowOf(desk, 'Minh Châu');
	await expect(minhChau).toContainText('5/19', { timeout: 30_000 });

	let page = await phone.newPage();
	await signIn(page, production.origin, 'canbo.minhchau');
	await expect(page.getByRole('heading', { name: 'Xã Minh Châu' })).toBeVisible();
	await untilSynced(page);

	await phone.setOffline(true);
	await test.step('records a check without network', async () => {
		await page.goto(`${production.origin}/field/check/6.3`);
		const [part, whole] = [page.getByRole('textbox').nth(0), page.getByRole('textbox').nth(1)];
		await part.fill('7');
		await whole.fill('8');
		await expect(page.getByText('87,5%')).toBeVisible();
		await expect(page.getByText('Còn thiếu 1 thôn')).toBeVisible();
		await page.getByRole('button', { name: 'Lưu kiểm tra' }).click();
		await expect(page.getByText('Đã lưu kiểm tra 6.3')).toBeVisible();
	});

	await test.step('starts a department’s visit and notes a verdict', async () => {
		await page.goto(`${production.origin}/field/visits/new`);
		await choose(page.getByRole('radio', { name: /Ngành của tỉnh về kiểm tra/ }));
		await page.getByRole('button', { name: /Sở Y tế/ }).click();
		await page.getByRole('button', { name: 'Bắt đầu lúc này' }).click();
		await page.waitForURL(/\/field\/visits\/[0-9a-f-]{36}/);
		await choose(page.getByRole('radio', { name: 'Bổ sung' }).first());
		await page
			.getByRole('textbox', { name: 'Ghi lời kết luận của trưởng đoàn' })
			.fill('Bổ sung sổ theo dõi bảo hiểm y tế.');
		await expect(page.getByText(/Đã lưu nháp|Đã lưu \d\d:\d\d/).first()).toBeVisible();
	});
	const visit = page.url();

	await test.step('notes a remark and works, each with a photo', async () => {
		await page.getByRole('button', { name: 'Thêm ghi nhận' }).click();
		await page.getByRole('textbox', { name: 'Điều ghi nhận' }).fill('Tủ thuốc trạm y tế thiếu bốn loại.');
		await page.getByRole('dialog').getByRole('combobox').selectOption({ value: '15' });
		await choosePhoto(page);
		await page.getByRole('button', { name: 'Lưu ghi nhận' }).click();
		await expect(page.getByText('Tủ thuốc trạm y tế thiếu bốn loại.')).toBeVisible();

		await page.goto(`${production.origin}/field/works/new`);
		await page.getByRole('textbox', { name: 'Tên công trình' }).fill('Trạm y tế xã');
		await page.getByRole('textbox', { name: 'Đã làm được' }).fill('60');
		await page.getByRole('textbox', { name: 'Đơn vị thi công' }).fill('Hợp tác xã Minh Châu');
		await page.getByLabel('Hạn hoàn thành').fill('2018-12-31');
		await page.getByRole('combobox').selectOption({ value: '15' });
		await choosePhoto(page);
		await page.getByRole('button', { name: 'Lưu công trình' }).click();
		await expect(page.getByText('Đã lưu công trình')).toBeVisible();
	});

	await test.step('the browser is killed; the visit is as it was', async () => {
		await phone.close();
		phone = await openPhone();
		await phone.setOffline(true);
		page = await phone.newPage();
		await page.goto(visit);
		await expect(page.getByRole('textbox', { name: 'Ghi lời kết luận của trưởng đoàn' })).toHaveValue(
			'Bổ sung sổ theo dõi bảo hiểm y tế.'
		);
		await expect(page.getByRole('radio', { name: 'Bổ sung' }).first()).toBeChecked();
		await page.getByRole('button', { name: 'Kết thúc', exact: true }).click();
		await page.getByRole('button', { name: /Kết thúc lúc/ }).click();
		// Shown only when the end is stored: who leaves the page before may have tapped for nothing.
		await expect(page.getByRole('button', { name: 'Kết thúc', exact: true })).toBeHidden();
		await expect(page.getByText(/Ngoại tuyến/).first()).toBeVisible();
	});

	await test.step('completes a dossier', async () => {
		await completeDossier(page, production.origin, 18);
	});

	await test.step('the network is back: the desk changes by itself', async () => {
		await phone.setOffline(false);
		await page.goto(`${production.origin}/field/outbox`);
		await page.getByRole('button', { name: 'Thử gửi ngay' }).click();
		await expect(page.getByRole('heading', { name: 'Không còn gì chờ gửi' })).toBeVisible({ timeout: 30_000 });
		await expect(minhChau).toContainText('6/19', { timeout: 30_000 });
		await expect(minhChau.getByRole('cell').last()).toBeVisible();
		// Two had come; with the visit's end it is three.
		await expect(minhChau.getByRole('cell', { name: '3', exact: true })).toBeVisible();
	});

	await test.step('and has both photos', async () => {
		await desk.goto(`${production.origin}/district/communes/15697?criterion=15`);
		await expect(desk.getByText('2/2 ảnh')).toBeVisible({ timeout: 30_000 });
		await desk.goto(`${production.origin}/district`);
	});

	await test.step('and stays so without network', async () => {
		await deskContext.setOffline(true);
		await desk.reload();
		await expect(rowOf(desk, 'Minh Châu')).toContainText('6/19');
	});
	await deskContext.close();
});
