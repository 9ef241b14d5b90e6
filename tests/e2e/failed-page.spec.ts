import { expect, test, type Page } from '@playwright/test';
import { enter } from '../support/acting.ts';
import { Production } from '../support/production.ts';

// The program comes from the server, so that a page can be made to throw on its way.
test.use({ serviceWorkers: 'block' });

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

const THROWS = "export const component = () => { throw new Error('planted: this page throws'); };";

/** The page of one route throws when it is drawn; the frames around it are as they are. */
async function plantFault(page: Page, route: string): Promise<void> {
	let node: number | undefined;
	await page.route('**/_app/immutable/entry/app.*.js', async (asked) => {
		const response = await asked.fetch();
		node = Number((await response.text()).split(`"${route}":[`)[1]?.match(/^~?(\d+)/)?.[1]);
		await asked.fulfill({ response });
	});
	await page.route('**/_app/immutable/nodes/*.js', async (asked) => {
		const isPlanted = new URL(asked.request().url()).pathname.split('/').at(-1)?.startsWith(`${node}.`);
		if (isPlanted) await asked.fulfill({ contentType: 'text/javascript', body: THROWS });
		else await asked.continue();
	});
}

for (const { where, route, username } of [
	{ where: 'at the desk', route: '/district/communes', username: 'vanphong' },
	{ where: 'on the phone', route: '/field/criteria', username: 'canbo.minhchau' },
	{ where: 'in admin', route: '/admin', username: 'quantri' }
]) {
	test(`a page that throws says so ${where}, and what was thrown is reported`, async ({ page }) => {
		await enter(page, production.origin, username);
		const reported: string[] = [];
		page.on('pageerror', ({ message }) => reported.push(message));
		await plantFault(page, route);
		await page.goto(production.origin + route);

		await expect(page.getByRole('alert').filter({ hasText: 'Trang này chưa mở được' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Tải lại trang' })).toBeVisible();
		expect(reported).toContain('planted: this page throws');
	});
}
