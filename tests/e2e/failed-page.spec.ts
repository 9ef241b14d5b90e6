import { globSync, readFileSync } from 'node:fs';
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
	const node = nodeOf(route);
	await page.route(new RegExp(`/_app/immutable/nodes/${node}\\.[^/]+\\.js$`), (asked) =>
		asked.fulfill({ contentType: 'text/javascript', body: THROWS })
	);
}

/** The number under which the newest build knows the page of a route. */
function nodeOf(route: string): string {
	const build = globSync('build/*/client/_app/immutable/entry/app.*.js').sort().at(-1)!;
	const node = readFileSync(build, 'utf8')
		.split(`"${route}":[`)[1]
		?.match(/^~?(\d+)/)?.[1];
	if (node === undefined) throw new Error(`the build has no page ${route}`);

	return node;
}

for (const { where, route, username } of [
	{ where: 'at the desk', route: '/district/communes', username: 'vanphong' },
	{ where: 'on the phone', route: '/field/criteria', username: 'canbo.minhchau' },
	{ where: 'in admin', route: '/admin', username: 'quantri' }
]) {
	test(`a page that throws says so ${where}, and what was thrown is reported`, async ({ page }) => {
		await plantFault(page, route);
		const reported: string[] = [];
		page.on('pageerror', ({ message }) => reported.push(message));
		await enter(page, production.origin, username);
		await page.goto(production.origin + route);

		await expect(page.getByRole('alert').filter({ hasText: 'Trang này chưa mở được' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Tải lại trang' })).toBeVisible();
		expect(reported).toContain('planted: this page throws');
	});
}
