import { type Browser, expect, type Page, test } from '@playwright/test';
import { choose, signIn, untilSynced } from '../support/acting.ts';
import { Production } from '../support/production.ts';

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

const PHONE = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };
const COMMUNE = '15697';

async function openPhone(browser: Browser): Promise<Page> {
	const page = await (await browser.newContext(PHONE)).newPage();
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	return page;
}

/** Three taps before the screen has answered the first. */
const tapThrice = (name: RegExp | string, page: Page) =>
	page.getByRole('button', { name }).evaluate(async (button: HTMLButtonElement) => {
		button.click();
		button.click();
		await new Promise((resolve) => requestAnimationFrame(resolve));
		button.click();
	});

test('what somebody saves while a form is open is told in it, with both values and the choice', async ({ browser }) => {
	const [mine, theirs] = [await openPhone(browser), await openPhone(browser)];
	const owner = (page: Page) => page.getByRole('textbox', { name: 'Người phụ trách' });
	const save = (page: Page) => page.getByRole('button', { name: 'Lưu hồ sơ' });

	await mine.goto(`${production.origin}/field/dossiers/9`);
	await owner(mine).fill('Bà Hoa');
	await expect(mine.getByText(/Đã lưu nháp/)).toBeVisible();

	await theirs.goto(`${production.origin}/field/dossiers/9`);
	await owner(theirs).fill('Lê Văn C');
	await choose(theirs.getByRole('radio', { name: 'Chưa bắt đầu' }));
	await save(theirs).click();
	await expect(theirs.getByText('Đã lưu hồ sơ tiêu chí 9')).toBeVisible();

	await test.step('the other’s value stands beside one’s own, and nothing is saved over it', async () => {
		const choice = mine.getByRole('region', { name: /đã sửa trên máy khác lúc \d\d:\d\d/ });
		await expect(choice).toContainText('Lê Văn C');
		await expect(choice).toContainText('Bà Hoa');
		await expect(owner(mine)).toHaveValue('Bà Hoa');
		await expect(mine.getByText('Chọn một bên ở trên để lưu.')).toBeVisible();
	});

	await test.step('where nothing was typed, the form shows what came and says so', async () => {
		await expect(mine.getByRole('radio', { name: 'Chưa bắt đầu' })).toBeChecked();
		await expect(mine.getByText(/biểu đã lấy nội dung mới/)).toBeVisible();
	});

	await test.step('it is told again after a reload', async () => {
		await mine.reload();
		await expect(mine.getByRole('region', { name: /đã sửa trên máy khác/ })).toContainText('Lê Văn C');
		await expect(owner(mine)).toHaveValue('Bà Hoa');
	});

	await test.step('one’s own, chosen, stands for both, and nobody is asked once more', async () => {
		await mine.getByRole('button', { name: 'Giữ của tôi' }).click();
		await save(mine).click();
		await expect(mine.getByText('Đã lưu hồ sơ tiêu chí 9')).toBeVisible();
		await theirs.goto(`${production.origin}/field/dossiers/9`);
		await expect(owner(theirs)).toHaveValue('Bà Hoa');
		await theirs.goto(`${production.origin}/field/outbox`);
		await expect(theirs.getByText('Cần anh/chị chọn')).toHaveCount(0);
	});
	await mine.context().close();
	await theirs.context().close();
});

test('a second tap saves nothing a second time, and a form that was saved does not come back filled', async ({
	browser
}) => {
	const page = await openPhone(browser);

	await test.step('a remark of a visit', async () => {
		await page.goto(`${production.origin}/field/visits/new`);
		await page.getByRole('button', { name: /Sở Y tế/ }).click();
		await tapThrice('Bắt đầu lúc này', page);
		await page.waitForURL(/\/field\/visits\/[0-9a-f-]{36}/);
		await page.getByRole('button', { name: 'Thêm ghi nhận' }).click();
		await page.getByRole('textbox', { name: 'Điều ghi nhận' }).fill('Tủ thuốc thiếu bốn loại.');
		await tapThrice('Lưu ghi nhận', page);
		await expect(page.getByText('Tủ thuốc thiếu bốn loại.')).toHaveCount(1);
		await page.getByRole('button', { name: 'Thêm ghi nhận' }).click();
		await expect(page.getByRole('textbox', { name: 'Điều ghi nhận' })).toHaveValue('');
	});

	await test.step('a paper', async () => {
		await page.goto(`${production.origin}/field/criteria/9`);
		await page.getByRole('button', { name: 'Thêm giấy tờ' }).click();
		const name = page.getByRole('textbox', { name: 'Tên giấy tờ' });
		await name.pressSequentially('Biên bản rà soát nhà ở');
		await tapThrice('Thêm vào hồ sơ', page);
		await expect(page.getByText('Biên bản rà soát nhà ở')).toHaveCount(1);
		await page.getByRole('button', { name: 'Thêm giấy tờ' }).click();
		await expect(name).toHaveValue('');
	});

	await test.step('the visit was opened once', async () => {
		await page.goto(`${production.origin}/field/visits`);
		await expect(page.getByText(/Đang diễn ra, bắt đầu/)).toHaveCount(1);
	});
	await page.context().close();
});

test('a task that was given does not come back filled', async ({ browser }) => {
	const desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
	await signIn(desk, production.origin, 'vanphong');
	await desk.goto(`${production.origin}/district/communes/${COMMUNE}`);
	const give = desk.getByRole('button', { name: 'Giao việc', exact: true });
	const title = desk.getByRole('textbox', { name: 'Việc cần làm' });
	const sheet = desk.getByRole('dialog');

	await give.click();
	await sheet.getByLabel('Hạn').fill('2018-12-01');
	await sheet.getByLabel('Giao cho').selectOption({ index: 1 });
	await title.pressSequentially('Nộp hợp đồng thu gom rác');
	await tapThriceIn();
	await expect(desk.getByText('Đã giao việc: Nộp hợp đồng thu gom rác')).toBeVisible();
	await give.click();
	await expect(title).toHaveValue('');
	await sheet.getByRole('button', { name: 'Đóng' }).click();
	await expect(desk.getByRole('checkbox', { name: 'Đánh dấu xong: Nộp hợp đồng thu gom rác' })).toHaveCount(1);
	await desk.context().close();

	async function tapThriceIn(): Promise<void> {
		await sheet.getByRole('button', { name: 'Giao việc' }).evaluate((button: HTMLButtonElement) => {
			button.click();
			button.click();
			button.click();
		});
	}
});
