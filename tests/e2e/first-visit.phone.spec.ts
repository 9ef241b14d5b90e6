import { expect, test } from '@playwright/test';
import { enter } from '../support/acting.ts';
import { Production } from '../support/production.ts';

let production: Production;
test.beforeEach(async () => {
	production = await Production.start();
});
test.afterEach(() => production?.stop());

/** As few as this, so that a slow network is waited for a few times, and not three hundred times. */
const MOST_REQUESTS = 12;

test('on a first visit nothing is said to be ready before the program would open without network', async ({
	page,
	context
}) => {
	const arrives = Promise.withResolvers<void>();
	const ofWorker: string[] = [];
	context.on('request', (request) => {
		if (request.serviceWorker()) ofWorker.push(new URL(request.url()).pathname);
	});
	await context.route('**/*.pack', async (route) => {
		await arrives.promise;
		await route.continue();
	});
	await enter(page, production.origin, 'canbo.minhchau');

	await test.step('while it comes down the phone says so, and records', async () => {
		await expect(page.getByText('Đang chuẩn bị dùng khi mất mạng')).toBeVisible();
		await expect(page.getByText('Vẫn ghi được. Giữ mạng đến khi xong.')).toBeVisible();
		await expect(page.getByText(/^Đang tải/)).toBeVisible();
		await expect(page.getByText(/Đã đồng bộ/)).toHaveCount(0);
	});

	await test.step('a page that has not come down says so, and the way back is the program that is open', async () => {
		const homeOf = page.getByRole('heading', { name: 'Xã Minh Châu' });
		await expect(homeOf).toBeVisible();
		await context.route('**/_app/immutable/**', (route) => route.abort());
		await page.getByRole('link', { name: 'Ghi kiểm tra' }).click();
		await expect(page.getByRole('heading', { name: 'Trang này chưa tải về máy' })).toBeVisible();
		await expect(page.getByRole('button', { name: 'Tải lại trang' })).toHaveCount(0);
		await page.getByRole('button', { name: 'Quay lại' }).click();
		await expect(homeOf).toBeVisible();
		await context.unroute('**/_app/immutable/**');
	});

	await test.step('once all of it is there, the phone says so and opens every page of the field by itself', async () => {
		arrives.resolve();
		await expect(page.getByText('Sẵn sàng khi mất mạng')).toBeVisible();
		await expect(page.getByText(/Đã đồng bộ/)).toBeVisible();
		expect(ofWorker.length).toBeGreaterThan(0);
		expect(ofWorker.length).toBeLessThanOrEqual(MOST_REQUESTS);

		await production.kill();
		for (const path of ['/field/visits/new', '/field/criteria/17', '/field/check/9.1', '/field/tally'])
			await expect(async () => {
				await page.goto(production.origin + path);
				await expect(page.getByRole('heading').first()).toBeVisible();
			}).toPass();
	});
});
