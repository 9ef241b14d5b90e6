import { expect, type Page, test } from '@playwright/test';
import { choose, choosePhoto, signIn, untilSynced } from '../support/acting.ts';
import { Production } from '../support/production.ts';

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

test.beforeEach(async ({ page }) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
});

const open = (page: Page, path: string) => page.goto(production.origin + path);

test('the first page leads to what is late, to the obstacles, and to the visit that was running when the phone died', async ({
	page
}) => {
	await test.step('works past their day stand among what is due, the late ones first', async () => {
		const due = page.getByRole('region', { name: 'Việc đến hạn' });
		await expect(due.getByRole('listitem').first()).toContainText('Công trình');
		await expect(due.getByRole('listitem').first()).toContainText('Quá hạn');
	});

	await test.step('the people’s satisfaction has a word', async () => {
		await expect(page.getByRole('link', { name: /^Hài lòng của người dân/ })).toHaveText(
			/Chưa báo|Chưa hỏi|Đã hỏi|Đạt|Chưa đạt/
		);
	});

	await test.step('all obstacles are one touch away', async () => {
		await page.getByRole('region', { name: 'Vướng mắc', exact: true }).getByRole('link').click();
		await expect(page.getByRole('heading', { name: 'Vướng mắc', level: 1 })).toBeVisible();
	});

	await test.step('a visit goes on where it was left', async () => {
		await open(page, '/field/visits/new');
		await choose(page.getByRole('radio', { name: 'Xã tự kiểm tra' }));
		await page.getByRole('checkbox').first().check({ force: true });
		await page.getByRole('button', { name: 'Bắt đầu lúc này' }).click();
		await page.waitForURL(/visits\/[0-9a-f-]{36}$/);
		const visit = page.url();
		await open(page, '/field');
		await page.getByRole('link', { name: 'Tiếp tục buổi kiểm tra' }).click();
		await page.waitForURL(visit);
	});
});

test('what is looked for stays while pages come and go, in the village’s own words', async ({ page }) => {
	await open(page, '/field/criteria');
	await page.getByRole('searchbox').fill('rác');
	const found = page.getByRole('link', { name: /Môi trường/ });
	await found.click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Môi');
	await page
		.getByRole('link', { name: /19 tiêu chí|Về/ })
		.first()
		.click();
	await expect(page.getByRole('searchbox')).toHaveValue('rác');
	await expect(found).toBeVisible();
});

test('a figure that is said to be unknown is known once it is typed', async ({ page }) => {
	await open(page, '/field/tally');
	const figure = page.getByRole('group', { name: 'Số ngành đã gửi hồ sơ' });
	await figure.getByRole('checkbox').check({ force: true });
	await figure.getByRole('textbox').pressSequentially('9');
	await expect(figure.getByRole('textbox')).toHaveValue('9');
	await expect(figure.getByRole('checkbox')).not.toBeChecked();
});

test('a check keeps the caption of its photo, asks twice in sight, and says in sight that it is saved', async ({
	page
}) => {
	await open(page, '/field/check');
	await page.getByRole('link', { name: /^6\.3/ }).click();
	await page.getByRole('textbox').nth(0).fill('7');
	await choosePhoto(page);

	await test.step('the words under a photo outlive a reload in the middle of them', async () => {
		await page.getByRole('button', { name: /^Ảnh (lúc|từ)/ }).click();
		await page.getByLabel('Chú thích').pressSequentially('Cổng nhà văn hóa');
		const tile = { name: /^Ảnh.*Cổng nhà văn hóa/, includeHidden: true };
		await expect(page.getByRole('button', tile)).toHaveCount(1);
		await page.reload();
		await expect(page.getByRole('button', { name: /^Ảnh.*Cổng nhà văn hóa/ })).toBeVisible();
	});

	await test.step('throwing the draft away is asked above the dock', async () => {
		await page.getByRole('button', { name: 'Bỏ bản nháp' }).click();
		const sure = page.getByRole('button', { name: 'Bỏ bản nháp' });
		const dock = await page.locator('footer.dock').boundingBox();
		await expect
			.poll(async () => (await sure.boundingBox())!.y + (await sure.boundingBox())!.height)
			.toBeLessThanOrEqual(dock!.y);
		await page.getByRole('button', { name: 'Ghi tiếp' }).click();
	});

	await test.step('what was saved is said in sight, and the page under it does not move', async () => {
		await page.goto(`${production.origin}/field/check`);
		await page.getByRole('link', { name: /^17\.4/ }).scrollIntoViewIfNeeded();
		await page.getByRole('link', { name: /^6\.3/ }).first().click();
		await page.getByRole('textbox').nth(0).fill('8');
		await page.getByRole('button', { name: 'Lưu kiểm tra' }).click();
		const said = page.getByText('Đã lưu kiểm tra 6.3');
		await expect(said).toBeInViewport();
		// It stays while something points at it, and the page it came back to has no dock that would lift it off the mouse.
		await page.mouse.move(0, 0);
		const heading = page.getByRole('heading', { level: 1 });
		const before = (await heading.boundingBox())!.y;
		await expect(said).toHaveCount(0);
		expect((await heading.boundingBox())!.y).toBe(before);
	});
});

test('both pairs of an indicator are judged and said', async ({ page }) => {
	await open(page, '/field/check/17.1');
	const boxes = (name: string) => page.getByRole('group', { name }).getByRole('textbox');
	for (const [name, met] of [
		['Nước hợp vệ sinh', '950'],
		['Nước sạch', '590']
	] as const) {
		await boxes(name).nth(0).fill(met);
		await boxes(name).nth(1).fill('1000');
	}

	const verdict = page.locator('output');
	await expect(verdict).toContainText(/Nước hợp vệ sinh.*Chưa đạt, còn thiếu 30\s/);
	await expect(verdict).toContainText(/Nước sạch.*Chưa đạt, còn thiếu 10\s/);
});
