import { expect, test, type Page } from '@playwright/test';
import { choosePhoto, signIn } from '../support/acting.ts';
import { Production } from '../support/production.ts';

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production.stop());

/** What the browser refused because of the page's own policy. */
function refusals(page: Page): string[] {
	const refused: string[] = [];
	page.on('console', (message) => {
		if (/Content.Security.Policy|Permissions.Policy/i.test(message.text())) refused.push(message.text());
	});
	return refused;
}

async function visit(page: Page, paths: readonly string[]): Promise<void> {
	for (const path of paths) {
		await page.goto(production.origin + path);
		await page.waitForLoadState('networkidle');
	}
}

test('nothing of the phone runs against the policy', async ({ page }) => {
	const refused = refusals(page);
	await signIn(page, production.origin, 'canbo.minhchau');
	await visit(page, ['/field', '/field/criteria/6', '/field/visits', '/field/outbox', '/field/settings']);
	await visit(page, ['/field/departments', '/field/survey', '/field/communes', '/field/obstacles', '/field/nowhere']);
	await page.goto(`${production.origin}/field/check/6.3`);
	await choosePhoto(page);

	expect(refused).toEqual([]);
});

test('nothing of the desk runs against the policy', async ({ page }) => {
	const refused = refusals(page);
	await signIn(page, production.origin, 'vanphong');
	await visit(page, ['/district', '/district/communes', '/district/communes/15697?criterion=6', '/district/review']);
	await visit(page, ['/district/briefings', '/district/outbox', '/district/settings', '/district/report']);
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Tải Word' }).click();
	await downloading;

	expect(refused).toEqual([]);
});

test('nothing of the page for everybody runs against the policy, and only what is drawn leaves the server', async ({
	page,
	request
}) => {
	const refused = refusals(page);
	await signIn(page, production.origin, 'quantri');
	await visit(page, ['/admin', '/cong-khai/397', '/cong-khai/nowhere']);

	expect(refused).toEqual([]);
	const address = `${production.origin}/cong-khai/397`;
	expect((await request.get(`${address}/__data.json`)).status()).toBe(404);
	const whole = await request.get(address);
	expect(whole.headers()['content-security-policy']).toMatch(/object-src 'none'.*script-src 'self' 'sha256-/);
	expect(whole.headers()['content-security-policy']).not.toMatch(/unsafe-(inline|eval)/);
	expect(await whole.text()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
});

test('the page’s frame runs no script that the policy does not name', async ({ request }) => {
	const shell = await (await request.get(`${production.origin}/field`)).text();

	expect(shell).toContain('http-equiv="content-security-policy"');
	expect(shell).not.toContain('unsafe-inline');
});
