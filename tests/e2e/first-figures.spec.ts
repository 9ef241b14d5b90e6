import { execFileSync } from 'node:child_process';
import { expect, test, type Page } from '@playwright/test';
import { signInAt } from '../support/acting.ts';
import { Production } from '../support/production.ts';

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

/** Keeps all that stood on the page, however short. */
async function keepWhatIsSaid(page: Page): Promise<() => Promise<string[]>> {
	await page.addInitScript(() => {
		const said = new Set<string>();
		Object.assign(window, { said });
		const look = () => {
			for (const { textContent } of document.querySelectorAll('h1, h2, p'))
				said.add(textContent.trim().replaceAll(/\s+/g, ' '));
		};
		new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
	});

	return () => page.evaluate(() => [...(window as unknown as { said: Set<string> }).said]);
}

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 800 };

for (const { path, viewport, where } of [
	{ path: '/district', viewport: DESK, where: 'the desk' },
	{ path: '/district', viewport: PHONE, where: "the office's phone" },
	{ path: '/district/communes', viewport: DESK, where: 'the list of communes' }
]) {
	test(`at the first sign-in ${where} says how many communes there are once all are counted`, async ({ page }) => {
		await page.setViewportSize(viewport);
		const whatWasSaid = await keepWhatIsSaid(page);
		await signInAt(page, `${production.origin}/sign-in?to=${encodeURIComponent(path)}`, 'vanphong');
		await expect(page.getByText(/^(Tiến độ )?8 xã/).first()).toBeVisible({ timeout: 30_000 });

		const counts = (await whatWasSaid()).flatMap((words) => [
			...words.matchAll(/\d+ xã (?:đăng ký )?về đích|Chưa có xã nào/g)
		]);
		const said = [...new Set(counts.map(([count]) => count))];
		expect(said).toEqual([expect.stringMatching(/^8 xã/)]);
	});
}

/** Reads of the device take as long as on a cheap phone under load: requests of a transaction are answered in their order. */
const slowReads = (page: Page) =>
	page.addInitScript(() => {
		const BEFORE_EACH = 60;
		const get = IDBObjectStore.prototype.get;
		IDBObjectStore.prototype.get = function (key) {
			for (let before = 0; before < BEFORE_EACH; before += 1) this.getAllKeys();
			return get.call(this, key);
		};
	});

const NOT_RECEIVED = /nhận (được )?dữ liệu|Chưa nhận|lần đầu|không có trong máy/i;

for (const { person, viewport, known, paths } of [
	{
		person: 'vanphong',
		viewport: DESK,
		known: /^3 xã/,
		paths: ['', '/communes', '/communes/15697', '/review', '/briefings', '/report'].map(
			(path) => `/district${path}`
		)
	},
	{
		person: 'canbo.minhchau',
		viewport: PHONE,
		known: /hồ sơ tiêu chí đã xong/,
		paths: ['', '/criteria', '/criteria/6', '/check', '/check/6.1', '/visits', '/survey'].map(
			(path) => `/field${path}`
		)
	}
]) {
	test(`when ${person} comes back to what has come down, no page says that it has not`, async ({ page }) => {
		await page.setViewportSize(viewport);
		await signInAt(page, `${production.origin}/sign-in`, person);
		await expect(page.getByText(known).first()).toBeVisible({ timeout: 30_000 });
		await slowReads(page);
		const whatWasSaid = await keepWhatIsSaid(page);

		for (const path of paths) {
			await page.goto(`${production.origin}${path}`);
			await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
			await expect(page.getByRole('main')).toBeVisible();
			expect({ path, said: (await whatWasSaid()).filter((words) => NOT_RECEIVED.test(words)) }).toEqual({
				path,
				said: []
			});
		}
	});
}

/** Counts how often the page lost the heading that it had. */
const countLosses = (page: Page) =>
	page.addInitScript(() => {
		let before = false;
		Object.assign(window, { losses: 0 });
		new MutationObserver(() => {
			const now = document.querySelector('main h1') !== null;
			if (before && !now) (window as unknown as { losses: number }).losses += 1;
			before = now;
		}).observe(document, { subtree: true, childList: true });
	});

test('a person who is added takes no page off the screen', async ({ page }) => {
	await page.setViewportSize(DESK);
	await countLosses(page);
	await signInAt(page, `${production.origin}/sign-in?to=/district/communes/15697`, 'vanphong');
	await expect(page.getByRole('heading', { name: /Minh Châu/, level: 1 })).toBeVisible({ timeout: 30_000 });
	const losses = () => page.evaluate(() => (window as unknown as { losses: number }).losses);
	await expect(page.getByRole('button', { name: 'Giao việc' })).toBeVisible();
	const before = await losses();

	const heard = page.waitForResponse(/\/api\/reference/, { timeout: 60_000 });
	const told = ['--username', 'vu.moi', '--name', 'Vũ Thị Mới', '--post', 'Công chức', '--role', 'commune_officer'];
	execFileSync(
		process.execPath,
		['src/cli/admin.ts', 'create', ...told, '--units', '15697', '--password', 'mot-hai-ba-bon'],
		{
			env: { ...process.env, DATA_DIR: production.dataDir }
		}
	);
	await page.evaluate(() => window.dispatchEvent(new Event('online')));
	await heard;

	await page.getByRole('button', { name: 'Giao việc' }).click();
	await expect(page.locator('option', { hasText: 'Vũ Thị Mới' })).toHaveCount(1);
	expect(await losses()).toBe(before);
});

test('what was saved is told over the page: nothing moves when it comes or goes', async ({ page }) => {
	await page.setViewportSize(DESK);
	await signInAt(page, `${production.origin}/sign-in?to=/district/communes/15697`, 'vanphong');
	const give = page.getByRole('button', { name: 'Giao việc' });
	await expect(give).toBeVisible({ timeout: 30_000 });
	await give.click();
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('textbox').first().fill('Gửi biên bản nghiệm thu');
	await sheet.getByLabel('Giao cho').selectOption({ index: 1 });
	await sheet.getByLabel('Hạn').fill('2018-11-20');
	await sheet.getByRole('button', { name: /^(Giao việc|Lưu)/ }).click();

	const note = page.getByText(/^Đã giao/);
	await expect(note).toBeVisible();
	const there = (await give.boundingBox())!.y;
	await expect(note).toHaveCount(0, { timeout: 10_000 });
	expect((await give.boundingBox())!.y).toBe(there);
});
