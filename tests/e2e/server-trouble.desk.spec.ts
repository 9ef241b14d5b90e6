import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { signIn } from '../support/acting.ts';
import { Production } from '../support/production.ts';

test('the administrator is told what keeps the server from storing photos', async ({ page }) => {
	const production = await Production.start();
	try {
		const folder = join(production.dataDir, 'photos');
		await rm(folder, { recursive: true, force: true });
		await writeFile(folder, 'somebody put a file here');
		// The server has just looked, and remembers for a moment what it saw.
		await expect
			.poll(async () => (await fetch(`${production.origin}/api/health`)).json())
			.toMatchObject({ ok: false, database: 'ok', photos: 'away' });
		await signIn(page, production.origin, 'quantri');
		await page.goto(`${production.origin}/admin`);

		const told = page.getByRole('alert').filter({ hasText: 'Máy chủ chưa ghi được vào nơi chứa ảnh' });
		await expect(told).toContainText('Ảnh mới nằm chờ trên điện thoại');
	} finally {
		await production.stop();
	}
});
