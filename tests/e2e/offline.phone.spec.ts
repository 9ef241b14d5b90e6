import { expect, test, type Page } from '@playwright/test';
import { completeDossier, signIn, untilSynced } from '../support/acting.ts';
import { makeJpeg } from '../support/jpeg-maker.ts';
import { Production } from '../support/production.ts';

let production: Production;
test.beforeEach(async () => {
	production = await Production.start();
});
test.afterEach(() => production?.stop());

test('whoever has signed in once works on when the server is dead', async ({ page, context }) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await production.kill();

	for (const [path, heading] of [
		['/field', 'Xã Minh Châu'],
		['/field/criteria', '19 tiêu chí'],
		['/field/criteria/17', 'Môi trường và an toàn thực phẩm'],
		['/field/check/9.1', 'Ghi kiểm tra'],
		['/field/outbox', /gửi/]
	] as const) {
		const fresh = await context.newPage();
		await fresh.goto(production.origin + path);
		await expect(fresh.getByRole('heading', { name: heading }).first()).toBeVisible();
		await fresh.close();
	}
});

test('the form of a check keeps every letter, names bad figures where they stand, and lies off the way back', async ({
	page
}) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await page.goto(`${production.origin}/field/check/6.3`);
	const note = page.getByRole('textbox', { name: 'Ghi chú' });
	const [part, whole] = [page.getByRole('textbox').nth(0), page.getByRole('textbox').nth(1)];
	const save = page.getByRole('button', { name: 'Lưu kiểm tra' });

	await test.step('a letter typed is there again after a reload', async () => {
		await note.pressSequentially('Thôn 3 đang hoàn thiện', { delay: 5 });
		await expect(page.getByText(/Đã lưu nháp/)).toBeVisible();
		await page.reload();
		await expect(note).toHaveValue('Thôn 3 đang hoàn thiện');
	});

	await test.step('so is one that was typed in the moment in which the page went', async () => {
		const loaded = page.waitForEvent('load');
		await note.evaluate((box: HTMLTextAreaElement) => {
			box.value += ', còn 2 hộ';
			box.dispatchEvent(new InputEvent('input', { bubbles: true }));
			location.reload();
		});
		await loaded;
		await expect(note).toHaveValue('Thôn 3 đang hoàn thiện, còn 2 hộ');
	});

	await test.step('bad figures are named where they stand, and nothing typed is lost', async () => {
		await whole.fill('8');
		for (const [typed, words] of [
			['11', /không quá 8/],
			['-1', /nhỏ hơn 0/],
			['bảy', /chưa đọc được thành số/]
		] as const) {
			await part.fill(typed);
			await save.click();
			await expect(page.getByText(words).first()).toBeVisible();
			await expect(part).toHaveValue(typed);
		}
		await part.fill('7');
		const day = page.getByLabel('Ngày kiểm tra');
		const today = await day.inputValue();
		await day.fill('2018-12-24');
		await save.click();
		await expect(page.getByText(/Ngày này sau hôm nay/).first()).toBeVisible();
		await day.fill(today);
	});

	await test.step('after a save one step back leaves the page that the form was opened from', async () => {
		await page.goto(`${production.origin}/field`);
		await page.getByRole('link', { name: '19 tiêu chí' }).last().click();
		await page.locator('a[href="/field/criteria/6"]').click();
		await page.locator('a[href="/field/check/6.3"]').first().click();
		await expect(part).toHaveValue('7');
		await save.click();
		await expect(page.getByText('Đã lưu kiểm tra 6.3')).toBeVisible();
		expect(new URL(page.url()).pathname).toBe('/field/criteria/6');
		await page.goBack();
		await expect(page).toHaveURL(/\/field\/criteria$/);
	});
});

test('signing out with unsent work asks, and keeps it for the next time', async ({ page, context }) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await production.kill();
	await completeDossier(page, production.origin, 18);

	await page.goto(`${production.origin}/field/settings`);
	await page.getByRole('button', { name: 'Đăng xuất', exact: true }).first().click();
	await expect(page.getByText('Còn 1 mục chưa gửi')).toBeVisible();
	await page.getByRole('button', { name: /Đăng xuất, giữ 1 mục/ }).click();
	await page.waitForURL(/sign-in/);

	await production.run();
	await signIn(page, production.origin, 'canbo.minhchau');
	await page.goto(`${production.origin}/field/outbox`);
	await expect(page.getByRole('heading', { name: 'Không còn gì chờ gửi' })).toBeVisible({ timeout: 30_000 });
	await page.goto(`${production.origin}/field`);
	await expect(page.getByText('6/19').first()).toBeVisible();
	expect(await context.cookies()).not.toEqual([]);
});

test('an expired session leaves the work on the phone and asks to sign in again', async ({ page, context }) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await context.clearCookies();
	await completeDossier(page, production.origin, 18);

	await expect(page.getByRole('link', { name: /Đăng nhập/ }).first()).toBeVisible({ timeout: 30_000 });
	await page.goto(`${production.origin}/field/outbox`);
	await expect(page.getByText('Hồ sơ tiêu chí 18')).toBeVisible();
});

/** The copy of what is unsent follows a save within a moment. */
const untilCopied = (page: Page): Promise<void> =>
	expect
		.poll(() =>
			page.evaluate(async () => {
				const [kept] = await (await caches.open('ve-dich-unsent')).matchAll();
				const { changes } = ((await kept?.json()) ?? { changes: [] }) as { changes: unknown[] };
				return changes.length;
			})
		)
		.toBeGreaterThan(0);

/** The browser takes the person's databases away, and `caches` too if it takes everything. */
async function erase(page: Page, { caches: isAll }: { caches: boolean }): Promise<void> {
	await page.goto(`${production.origin}/manifest.webmanifest`);
	await page.evaluate(async (isAll) => {
		for (const { name } of await indexedDB.databases()) {
			await new Promise((done) => (indexedDB.deleteDatabase(name!).onsuccess = done));
		}
		if (isAll) for (const name of await caches.keys()) await caches.delete(name);
	}, isAll);
}

test('a database that the browser has lost comes back with what was unsent', async ({ page }) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await production.kill();
	await completeDossier(page, production.origin, 18);
	await untilCopied(page);
	await erase(page, { caches: false });
	await page.goto(`${production.origin}/field`);

	await expect(page.getByRole('alert')).toContainText('Trình duyệt đã xóa dữ liệu Về đích trên máy này');
	await expect(page.getByRole('alert')).toContainText('1 mục chưa gửi còn một bản ở chỗ dự phòng');

	await production.run();
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await page.goto(`${production.origin}/field/dossiers/18`);
	await expect(page.getByRole('radio', { name: 'Đã xong' })).toBeChecked();
});

test('a database lost while the program is open: it is said, and what was unsent comes back', async ({ page }) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await production.kill();
	await completeDossier(page, production.origin, 18);
	await untilCopied(page);
	const session = await page.context().newCDPSession(page);
	await session.send('Storage.clearDataForOrigin', { origin: production.origin, storageTypes: 'indexeddb' });

	await test.step('the page tells, and the copy stays where it is', async () => {
		await page.evaluate(() => dispatchEvent(new Event('focus')));
		const told = page.getByRole('status').filter({ hasText: 'Trình duyệt đã xóa dữ liệu' });
		await expect(told).toBeVisible();
		await untilCopied(page);
		await told.getByRole('button', { name: 'Tải lại' }).click();
		await expect(page.getByRole('alert')).toContainText('1 mục chưa gửi còn một bản ở chỗ dự phòng');
	});

	await test.step('after signing in it is sent', async () => {
		await production.run();
		await signIn(page, production.origin, 'canbo.minhchau');
		await untilSynced(page);
		await page.goto(`${production.origin}/field/dossiers/18`);
		await expect(page.getByRole('radio', { name: 'Đã xong' })).toBeChecked();
	});
});

test('a page whose data another window holds back says so, and opens when that is closed', async ({
	page,
	context
}) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	const other = await context.newPage();
	await other.goto(`${production.origin}/manifest.webmanifest`);
	await page.goto('about:blank');
	await other.evaluate(holdAsEarlierVersion);

	await page.goto(`${production.origin}/field`);
	await expect(page.getByRole('alert')).toContainText('Về đích còn mở ở cửa sổ khác');
	await other.close();
	await expect(page.getByRole('heading', { name: 'Xã Minh Châu' })).toBeVisible();
	await untilSynced(page);
});

/** In the page: makes of the person's database one of the version before, with the same in it, and does not let go of it. */
async function holdAsEarlierVersion(): Promise<void> {
	const answer = <T>(request: IDBRequest<T>) =>
		new Promise<T>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error!);
		});
	const name = (await indexedDB.databases()).map((one) => one.name!).find((one) => one.startsWith('ve-dich:'))!;
	const later = await answer(indexedDB.open(name));
	const stores = [...later.objectStoreNames].map((one) => later.transaction(one).objectStore(one));
	const tables = await Promise.all(
		stores.map(async (store) => ({
			...{ name: store.name, keyPath: store.keyPath },
			indexes: [...store.indexNames].map((index) => store.index(index)),
			rows: await answer(store.getAll())
		}))
	);
	later.close();
	await answer(indexedDB.deleteDatabase(name));

	const request = indexedDB.open(name, 20);
	request.onupgradeneeded = () => {
		for (const { name: table, keyPath, indexes, rows } of tables) {
			const store = request.result.createObjectStore(table, { keyPath });
			for (const index of indexes) store.createIndex(index.name, index.keyPath);
			for (const row of rows) store.put(row);
		}
	};
	Object.assign(globalThis, { held: await answer(request) });
}

test('when the browser has erased everything, it is said how much of it was unsent', async ({ page }) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await production.kill();
	await completeDossier(page, production.origin, 18);
	await untilCopied(page);
	await production.run();
	await erase(page, { caches: true });
	await page.goto(`${production.origin}/field`);

	await expect(page.getByRole('alert')).toContainText('còn 1 mục chưa gửi; các mục ấy không còn trên máy');
});

/** As Chromium does when a network is back: the worker alone is told, whatever page is open. */
async function wakeWorker(page: Page, tag: string): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const { promise, resolve } = Promise.withResolvers<string>();
	session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
		const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(production.origin));
		if (own) resolve(own.registrationId);
	});
	await session.send('ServiceWorker.enable');
	await session.send('ServiceWorker.dispatchSyncEvent', {
		origin: `${production.origin}/`,
		registrationId: await promise,
		tag,
		lastChance: false
	});
}

/** An obstacle with a photo of it. */
async function raiseWithPhoto(page: Page): Promise<void> {
	await page.goto(`${production.origin}/field/obstacles/new`);
	await page.getByLabel('Vướng ở chỗ nào').fill('Sân nhà văn hóa thôn 3 ngập nước');
	await page.getByText('Huyện', { exact: true }).click();
	const buffer = await makeJpeg(page, { width: 400, height: 200 });
	await page.getByLabel('Chọn ảnh có sẵn').setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer });
	await expect(page.getByRole('button', { name: /^Ảnh (lúc|từ)/ })).toBeVisible();
	await page.getByRole('button', { name: 'Lưu vướng mắc' }).click();
	await expect(page.getByText('Đã lưu vướng mắc')).toBeVisible();
}

test('what was saved without network is sent by the browser once the program is closed', async ({ page, context }) => {
	await signIn(page, production.origin, 'canbo.minhchau');
	await untilSynced(page);
	await production.kill();
	await completeDossier(page, production.origin, 18);
	await raiseWithPhoto(page);
	const personId = await page.evaluate(() => JSON.parse(localStorage.getItem('ve-dich:person')!).id as string);
	const elsewhere = await context.newPage();
	await page.close();
	await production.run();
	await wakeWorker(elsewhere, `ve-dich:send:${personId}`);

	const sent = () =>
		context.request.get(`${production.origin}/api/changes?unit=15697&kind=dossier&record=dossier:18`);
	await expect
		.poll(async () => ((await (await sent()).json()) as { changes: unknown[] }).changes[0])
		.toMatchObject({ set: { state: { value: { state: 'complete' } } } });
	// The photo follows, and the server says that it has all of it.
	const photos = () => context.request.get(`${production.origin}/api/changes?unit=15697&kind=photo`);
	await expect
		.poll(async () => JSON.stringify(await (await photos()).json()), { timeout: 30_000 })
		.toContain('"stored"');
});
