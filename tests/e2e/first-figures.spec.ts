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
