import { gunzipSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { completeDossier, signIn, untilSynced } from '../support/acting.ts';
import { Production } from '../support/production.ts';

let production: Production;
test.beforeEach(async () => {
	production = await Production.start();
});
test.afterEach(() => production?.stop());

/** A proxy on the way that cuts off what carries changes, and nothing else. Returns how to take it away. */
async function dropChanges(page: Page): Promise<() => Promise<void>> {
	await page.route('**/api/push', async (route) => {
		const body = gunzipSync(route.request().postDataBuffer()!).toString();
		const { changes } = JSON.parse(body) as { changes: unknown[] };
		await (changes.length > 0 ? route.abort() : route.continue());
	});
	return () => page.unroute('**/api/push');
}

/** As after its fifth failure, which takes several minutes. */
const setAside = (page: Page): Promise<void> =>
	page.evaluate(async () => {
		const { id } = JSON.parse(localStorage.getItem('ve-dich:person')!) as { id: string };
		const result = <T>(request: IDBRequest<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error!);
			});
		const db = await result(indexedDB.open(`ve-dich:${id}`));
		const outbox = db.transaction('outbox', 'readwrite').objectStore('outbox');
		for (const row of (await result(outbox.getAll())) as object[]) {
			const suspected = { sinceMs: 0, failures: 5, countsFromMs: 0 };
			await result(outbox.put({ ...row, state: 'aside', suspected, dueAtMs: Date.now() + 3_000_000 }));
		}
		db.close();
	});

test('what does not get through is told on a card, and goes when the person tries again', async ({ page }) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	const mend = await dropChanges(page);
	await completeDossier(page, production.origin, 18);
	await setAside(page);

	await page.goto(`${production.origin}/field/outbox`);
	const card = page.getByRole('region', { name: 'Hồ sơ tiêu chí 18' });
	await expect(card.getByText('Mục này gửi nhiều lần chưa tới được huyện')).toBeVisible();
	await expect(card.getByRole('link', { name: /Tải về/ })).toBeVisible();
	await expect(page.getByRole('status').filter({ hasText: '1 mục cần xem lại' }).first()).toBeVisible();

	await mend();
	await card.getByRole('button', { name: /Gửi lại/ }).click();
	await expect(page.getByRole('heading', { name: 'Không còn gì chờ gửi' })).toBeVisible({ timeout: 30_000 });
});

test('on a shared phone another person’s unsent item is told by name', async ({ page }) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await dropChanges(page);
	await completeDossier(page, production.origin, 18);
	await page.goto(`${production.origin}/field/settings`);
	await page.getByRole('button', { name: 'Đăng xuất' }).first().click();
	await page.getByRole('button', { name: /Đăng xuất, giữ 1 mục/ }).click();
	await page.waitForURL(/sign-in/);

	await signIn(page, production.origin, 'canbo.danly');
	await page.goto(`${production.origin}/field/outbox`);
	await expect(page.getByText(/^1 mục của .+ còn chờ gửi trên máy này$/)).toBeVisible({ timeout: 30_000 });
	await expect(page.getByRole('heading', { name: /^Không còn gì của .+ chờ gửi$/ })).toBeVisible();
});
