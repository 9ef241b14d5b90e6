import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { choosePhoto, signIn, untilSynced } from '../support/acting.ts';
import { Production } from '../support/production.ts';

const PHONE = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true } as const;

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

/** The network is back, and what waited has gone. */
async function reconnect(context: BrowserContext, page: Page, outbox: string): Promise<void> {
	await context.setOffline(false);
	await page.goto(production.origin + outbox);
	await page.getByRole('button', { name: 'Thử gửi ngay' }).click();
	await expect(page.getByRole('heading', { name: 'Không còn gì chờ gửi' })).toBeVisible({ timeout: 30_000 });
}

/** The link to the page, with the number beside it. */
const badgeOf = (page: Page, count: number) =>
	page.getByRole('link', { name: new RegExp(`^Duyệt\\b.*\\b${count} mục`) });
const queueOf = (desk: Page) => desk.getByRole('list', { name: 'Chờ duyệt' });
const rowOf = (desk: Page, title: RegExp) => queueOf(desk).getByRole('link', { name: title });

test('a check goes from the phone to the desk and back, each without network in turn', async ({ browser }) => {
	test.setTimeout(240_000);
	const phoneContext = await browser.newContext(PHONE);
	const deskContext = await browser.newContext({ viewport: { width: 1440, height: 900 } });
	const [phone, desk] = [await phoneContext.newPage(), await deskContext.newPage()];
	await signIn(phone, production.origin, 'canbo.minhchau');
	await untilSynced(phone);
	await signIn(desk, production.origin, 'vanphong');
	await expect(desk.getByRole('rowheader').first()).toBeVisible({ timeout: 30_000 });

	await test.step('the phone, without network, records a check', async () => {
		await phoneContext.setOffline(true);
		await phone.goto(`${production.origin}/field/check/6.3`);
		await phone.getByRole('textbox').nth(0).fill('7');
		await phone.getByRole('textbox').nth(1).fill('8');
		await choosePhoto(phone);
		await phone.getByRole('button', { name: 'Lưu kiểm tra' }).click();
		await expect(phone.getByText('Đã lưu kiểm tra 6.3')).toBeVisible();
		await reconnect(phoneContext, phone, '/field/outbox');
	});

	await test.step('the desk finds it in the queue with its photo and what is known elsewhere', async () => {
		await desk.goto(`${production.origin}/district/review`);
		await rowOf(desk, /Minh Châu.*6\.3/).click();
		const picture = desk.getByRole('button', { name: /^Xem to ảnh/ }).locator('img');
		await expect.poll(() => picture.last().evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(800);
		await expect(desk.getByText('7/8 tính đúng ra 87,5%')).toBeVisible();
		await expect(desk.getByText('Lần duyệt trước 25/10: 6/8 thôn, 75%; tăng 12,5 điểm %')).toBeVisible();
	});

	await test.step('and, without network, returns it by keys and a ready reason', async () => {
		await deskContext.setOffline(true);
		await desk.reload();
		await desk.getByRole('heading', { level: 2, name: /^6\.3/ }).waitFor();
		await desk.keyboard.press('t');
		await expect(desk.getByText(/Chưa chọn lý do/)).toBeVisible();
		await desk.getByRole('radio', { name: 'Thiếu giấy tờ chứng minh' }).check();
		const message = desk.getByRole('textbox', { name: 'Lời nhắn cho xã' });
		await expect(message).toHaveValue(/^Bổ sung: /);
		await message.fill('Bổ sung biên bản thôn 3 để duyệt.');
		// Letters typed are letters: neither D nor T decides anything.
		await message.pressSequentially(' dt');
		await message.fill('Bổ sung biên bản thôn 3 để duyệt.');
		await desk.getByRole('button', { name: 'Trả lại xã' }).click();
		await expect(desk.getByText('Đã trả lại 6.3 của Minh Châu')).toBeVisible();
		await expect(rowOf(desk, /Minh Châu.*6\.3/)).toHaveCount(0);
		await expect(desk.locator('[aria-current="true"]')).toHaveCount(1);
	});

	await test.step('a decision is taken back by a button, and several are taken at once', async () => {
		const before = await queueOf(desk).getByRole('listitem').count();
		await rowOf(desk, /Minh Châu.*17\.6/).click();
		await desk.getByRole('heading', { level: 2, name: /^17\.6/ }).waitFor();
		await desk.keyboard.press('d');
		await expect(queueOf(desk).getByRole('listitem')).toHaveCount(before - 1);
		await expect(badgeOf(desk, before - 1)).toBeVisible();
		await desk.getByRole('button', { name: 'Hoàn tác' }).click();
		await expect(queueOf(desk).getByRole('listitem')).toHaveCount(before);
		await expect(badgeOf(desk, before)).toBeVisible();
		await expect(desk.getByText('Đã mở lại, chờ xã sửa')).toHaveCount(0);

		// "All" leaves what differs from the office's own check to be looked at.
		const conflict = queueOf(desk).getByRole('listitem').filter({ hasText: 'Khác số huyện' });
		await expect(conflict.first()).toBeVisible();
		await expect(conflict.first().getByRole('checkbox')).toHaveCount(0);
		await desk.getByRole('button', { name: /^Chọn \d+ mục không có cảnh báo$/ }).click();
		const warned = queueOf(desk).getByRole('listitem').filter({ hasText: 'Có cảnh báo' });
		for (const box of await warned.getByRole('checkbox').all()) await expect(box).not.toBeChecked();
		await desk.getByRole('button', { name: 'Bỏ chọn' }).click();

		for (const name of [/Chọn 14\.3.*Dân Quyền/, /Chọn 3\.1.*Dân Lực/])
			await desk.getByRole('checkbox', { name }).check();
		await desk.getByRole('button', { name: 'Duyệt 2 mục' }).click();
		await expect(queueOf(desk).getByRole('listitem')).toHaveCount(before - 2);
		const recent = desk.getByRole('region', { name: 'Đã duyệt gần đây' });
		await recent.getByRole('button', { name: 'Mở lại 3.1 của Dân Lực' }).click();
		await expect(queueOf(desk).getByRole('listitem')).toHaveCount(before - 1);
		await expect(recent.getByText('14.3 của Dân Quyền')).toBeVisible();
		await reconnect(deskContext, desk, '/district/outbox');
	});

	await test.step('the phone reads the return, also without network, and corrects', async () => {
		await phone.goto(`${production.origin}/field`);
		await untilSynced(phone);
		await expect(phone.getByText('Bổ sung biên bản thôn 3 để duyệt.')).toBeVisible({ timeout: 30_000 });
		await phoneContext.setOffline(true);
		for (const path of ['/field/outbox', '/field/criteria/6', '/field']) {
			await phone.goto(production.origin + path);
			await expect(phone.getByText('Bổ sung biên bản thôn 3 để duyệt.').first()).toBeVisible();
			await expect(phone.getByText(/Văn phòng Điều phối trả lại 05\/11/).first()).toBeVisible();
		}
		await phone.getByRole('link', { name: /^6\.3.*Sửa và gửi lại/ }).click();
		await expect(phone.getByText('Huyện trả lại kiểm tra 6.3')).toBeVisible();
		await expect(phone.getByRole('textbox').nth(0)).toHaveValue('7');
		await expect(phone.getByRole('button', { name: /^Ảnh (lúc|từ)/ })).toBeVisible();
		await phone.getByRole('textbox').nth(0).fill('6');
		await phone.getByRole('button', { name: 'Lưu kiểm tra' }).click();
		await expect(phone.getByText('Đã lưu kiểm tra 6.3')).toBeVisible();
		await expect(phone.getByText('Bổ sung biên bản thôn 3 để duyệt.')).toHaveCount(0);
		await reconnect(phoneContext, phone, '/field/outbox');
	});

	await test.step('the desk sees what was returned and corrected in one thread, and verifies', async () => {
		await desk.goto(`${production.origin}/district/review`);
		await rowOf(desk, /Minh Châu.*6\.3.*Đã sửa sau khi trả lại/).click();
		const thread = desk.getByRole('region', { name: 'Quá trình duyệt' });
		for (const words of ['Ghi lần đầu', 'Huyện trả lại', 'Xã sửa lại']) await expect(thread).toContainText(words);
		await desk.getByRole('button', { name: /^Duyệt D?$|^Duyệt$/ }).click();
		await expect(desk.getByText('Đã duyệt 6.3 của Minh Châu')).toBeVisible();
		await reconnect(deskContext, desk, '/district/outbox');
	});

	await test.step('the phone finds it locked, and asks for it to be reopened', async () => {
		await phone.goto(`${production.origin}/field/criteria/6`);
		await expect(phone.getByText('Huyện duyệt 05/11: chưa đạt')).toBeVisible({ timeout: 30_000 });
		await phone
			.getByRole('link', { name: /^6\.3\sđược\s75%.*huyện trả lại.*xã sửa lại.*huyện đã duyệt/ })
			.first()
			.click();
		await expect(phone.getByText('Huyện đã duyệt kiểm tra này ngày 05/11')).toBeVisible();
		await phoneContext.setOffline(true);
		await phone.getByRole('link', { name: 'Xin mở lại' }).click();
		await phone.getByRole('textbox').nth(0).fill('8');
		await phone.getByRole('button', { name: 'Lưu lời xin' }).click();
		await expect(phone.getByText(/Chưa có lý do/)).toBeVisible();
		await phone.getByRole('textbox', { name: 'Vì sao cần sửa' }).fill('Thôn 3 và thôn 5 đã nghiệm thu.');
		await phone.getByRole('button', { name: 'Lưu lời xin' }).click();
		await expect(phone.getByText('Đã lưu lời xin mở lại 6.3')).toBeVisible();
		await expect(phone.getByText('Đã xin mở lại, chờ huyện trả lời')).toBeVisible();
		await reconnect(phoneContext, phone, '/field/outbox');
	});

	await test.step('the desk reopens it, and the form on the phone holds the value asked for', async () => {
		await desk.goto(`${production.origin}/district/review`);
		await rowOf(desk, /Minh Châu.*6\.3.*Xin mở lại/).click();
		await expect(desk.getByText('Muốn ghi 8/8 thôn, 100% thay cho 6/8 thôn, 75%')).toBeVisible();
		await expect(desk.getByText('Thôn 3 và thôn 5 đã nghiệm thu.').first()).toBeVisible();
		await desk.getByRole('button', { name: 'Mở lại', exact: true }).click();
		await expect(desk.getByText('Đã mở lại 6.3 của Minh Châu')).toBeVisible();
		await reconnect(deskContext, desk, '/district/outbox');

		await phone.goto(`${production.origin}/field`);
		await phone.getByRole('link', { name: /6\.3.*mở lại 05\/11/ }).click({ timeout: 30_000 });
		await expect(phone.getByRole('textbox').nth(0)).toHaveValue('8');
		await phone.getByRole('button', { name: 'Lưu kiểm tra' }).click();
		await expect(phone.getByText('Đã lưu kiểm tra 6.3')).toBeVisible();
	});
	await phoneContext.close();
	await deskContext.close();
});
