import { expect, type Locator, type Page, test } from '@playwright/test';
import seed from '../../src/cli/demo/data/seed-2018-11-02.json' with { type: 'json' };
import { choose, signIn, untilSynced } from '../support/acting.ts';
import { Production } from '../support/production.ts';

const DESK = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' } as const;
const PHONE = {
	viewport: { width: 360, height: 800 },
	hasTouch: true,
	isMobile: true,
	reducedMotion: 'reduce'
} as const;
const MINH_CHAU = '15697';

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

const publicPage = () => `${production.origin}/cong-khai/397`;
const rowOf = (page: Page, commune: string): Locator =>
	page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: commune }) });

test('the page for everybody says what the briefing said, without a script, a cookie or a name', async ({
	browser
}) => {
	const context = await browser.newContext({ ...DESK, javaScriptEnabled: false });
	const page = await context.newPage();
	const answer = await page.goto(publicPage());
	const html = (await answer?.text()) ?? '';

	for (const commune of seed.communes) {
		const text = (await rowOf(page, commune.name).innerText()).replaceAll(/\s+/g, ' ');
		const { criteria_dossiers_complete: dossiers, departments_sent: sent } = commune;
		expect(text, commune.name).toContain(String(commune.decided_target_year));
		expect(text, commune.name).toContain(dossiers === null ? 'đang lập' : `${dossiers}/19`);
		if (sent === null) expect(text, commune.name).not.toContain('/17');
		else expect(text, commune.name).toContain(`${sent}/17`);
		await expect(rowOf(page, commune.name)).toContainText(
			commune.common_dossier === 'complete' ? 'Đã có' : commune.common_dossier === 'missing' ? 'Còn thiếu' : '–'
		);
	}
	await expect(page.getByText('3 xã xong hồ sơ 19/19 tiêu chí')).toBeVisible();
	await expect(page.getByRole('definition').first()).toHaveText('1');
	expect(html).not.toMatch(/Cán bộ xã|Văn phòng Điều phối|Lãnh đạo huyện|Quản trị|Bí thư|Chủ tịch/);
	expect(html).not.toMatch(/<noscript>|<script type="module"/);
	expect(await context.cookies()).toEqual([]);

	const picture = await page.locator('meta[property="og:image"]').getAttribute('content');
	const drawn = await page.request.get(picture ?? '');
	expect(drawn.headers()['content-type']).toBe('image/png');
	expect((await page.request.get(`${production.origin}/cong-khai/38`)).status()).toBe(404);
	await context.close();
});

test('a briefing held without network moves a target, and the officer’s phone has the task', async ({ browser }) => {
	test.setTimeout(240_000);
	const hall = await browser.newContext(DESK);
	const desk = await hall.newPage();
	await signIn(desk, production.origin, 'vanphong');
	await expect(rowOf(desk, 'Minh Châu')).toContainText('5/19', { timeout: 30_000 });
	await hall.setOffline(true);

	await test.step('plans a briefing for today', async () => {
		await desk.goto(`${production.origin}/district/briefings`);
		await desk.getByRole('button', { name: 'Lên lịch giao ban' }).click();
		await desk.getByLabel('Ngày họp').fill('2018-11-05');
		await desk.getByRole('button', { name: 'Lưu lịch giao ban' }).click();
		await expect(desk.getByRole('heading', { name: 'Giao ban 05/11/2018' })).toBeVisible();
	});
	const briefing = desk.url();

	await test.step('shows one commune after the other', async () => {
		await desk.getByRole('link', { name: 'Chiếu từng xã' }).click();
		const name = desk.getByRole('heading', { level: 1 });
		await expect(name).toHaveText('Xã Tân Ninh');
		await desk.keyboard.press('ArrowRight');
		await desk.keyboard.press('ArrowRight');
		await desk.keyboard.press('ArrowRight');
		await expect(name).toHaveText('Xã Minh Châu');
		await desk.keyboard.press('ArrowLeft');
		await expect(name).toHaveText('Xã Dân Lý');
		await desk.keyboard.press('ArrowRight');
		await expect(desk.getByText('Từ giao ban 02/11/2018')).toBeVisible();
	});

	await test.step('notes what is said; keys typed into a form turn no page, and a reload loses no letter', async () => {
		await desk.getByRole('button', { name: 'Ghi ý kiến' }).click();
		await choose(desk.getByRole('radio', { name: 'Kiến nghị' }));
		await desk.getByLabel('Nội dung').fill('Xin thêm vốn làm nhà văn hóa.');
		await desk.keyboard.press('ArrowRight');
		await expect(desk.getByText(/Đã lưu nháp/)).toBeVisible();
		await desk.reload();
		await desk.getByRole('button', { name: 'Ghi ý kiến' }).click();
		await expect(desk.getByLabel('Nội dung')).toHaveValue('Xin thêm vốn làm nhà văn hóa.');
		await desk.getByRole('button', { name: 'Lưu ý kiến' }).click();
		await expect(desk.getByText('Đã lưu ý kiến trên máy')).toBeVisible();
	});

	await test.step('types two decisions where they fall', async () => {
		await desk.getByRole('button', { name: 'Ghi quyết định' }).click();
		await choose(desk.getByRole('radio', { name: 'Năm về đích' }));
		await desk.getByLabel('Về đích năm').selectOption('2019');
		await desk.getByRole('button', { name: 'Lưu quyết định' }).click();
		await expect(desk.getByText('Xã Minh Châu về đích năm 2019.')).toBeVisible();

		await desk.getByRole('button', { name: 'Ghi quyết định' }).click();
		await desk.getByLabel('Nội dung').fill('Lập hồ sơ chung của xã');
		await desk.getByLabel('Giao cho').selectOption({ label: 'Cán bộ xã Minh Châu, Công chức Văn hóa – Xã hội' });
		await desk.getByLabel('Hạn').fill('2018-11-20');
		await desk.getByRole('button', { name: 'Lưu quyết định' }).click();
		await expect(desk.getByText('Lập hồ sơ chung của xã')).toBeVisible();
	});

	await test.step('concludes: what was decided reaches the commune in one step', async () => {
		await desk.goto(briefing);
		await expect(desk.getByText('Chờ kết luận')).toHaveCount(2);
		await desk.getByRole('button', { name: 'Kết luận buổi họp' }).click();
		await expect(desk.getByText('năm đích 1, việc 1, vướng mắc 0')).toBeVisible();
		await desk.getByLabel('Kết luận của chủ trì').fill('Minh Châu chuyển đích sang năm 2019.');
		await desk.getByRole('button', { name: 'Lưu kết luận và giao việc' }).click();
		await expect(desk.getByText('Đã thành việc của xã')).toHaveCount(2);
		await expect(desk.getByText('Đã kết luận')).toBeVisible();
		await expect(desk.getByRole('link', { name: 'Thông báo số 02/TB-VPĐP ngày 05/11/2018' })).toBeVisible();
	});

	await test.step('the network is back: the phone has the task, everybody sees the year', async () => {
		await hall.setOffline(false);
		await desk.goto(`${production.origin}/district/outbox`);
		await desk.getByRole('button', { name: 'Thử gửi ngay' }).click();
		await expect(desk.getByRole('heading', { name: 'Không còn gì chờ gửi' })).toBeVisible({ timeout: 30_000 });

		const context = await browser.newContext(PHONE);
		const phone = await context.newPage();
		await signIn(phone, production.origin, 'canbo.minhchau');
		await untilSynced(phone);
		await phone.goto(`${production.origin}/field/tasks`);
		await expect(phone.getByText('Lập hồ sơ chung của xã')).toBeVisible();
		await phone.goto(publicPage());
		await expect(rowOf(phone, 'Minh Châu')).toContainText('Lùi từ 2018 sang 2019');
		await context.close();
	});

	await test.step('the year was a mistake: it is taken back, the task stays', async () => {
		await desk.goto(briefing);
		await desk.getByRole('button', { name: 'Bỏ quyết định: Xã Minh Châu về đích năm 2019.' }).click();
		await desk.getByLabel('Vì sao bỏ').fill('Ghi nhầm xã');
		await desk.getByRole('dialog').getByRole('button', { name: 'Bỏ quyết định' }).click();
		await expect(desk.getByText('Đã bỏ quyết định trên máy')).toBeVisible();
		await desk.goto(`${production.origin}/district/communes/${MINH_CHAU}`);
		await expect(desk.getByText('Lập hồ sơ chung của xã', { exact: true })).toBeVisible();
		await expect(desk.getByText('Lùi từ 2018 sang 2019')).toHaveCount(0);
	});

	await test.step('the notice that was issued says what was concluded then, and that the briefing was changed since', async () => {
		await desk.goto(briefing);
		await desk.getByRole('link', { name: 'Thông báo số 02/TB-VPĐP ngày 05/11/2018' }).click();
		const paper = desk.getByRole('article', { name: 'Văn bản' });
		await expect(paper).toContainText('Năm 2019, phấn đấu có 2 xã về đích nông thôn mới');
		await expect(paper).toContainText('Số: 02/TB-VPĐP');
		await expect(desk.getByText('Buổi họp đã sửa sau khi lập văn bản')).toBeVisible();
	});
	await hall.close();
});
