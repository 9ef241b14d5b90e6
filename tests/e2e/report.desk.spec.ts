import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import seed from '../../src/cli/demo/data/seed-2018-11-02.json' with { type: 'json' };
import { signIn } from '../support/acting.ts';
import { Production } from '../support/production.ts';
import { readWord } from '../support/read-documents.ts';

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

test('in a hall without network the report is edited, kept over a reload and carried away as Word and Excel', async ({
	page
}) => {
	await signIn(page, production.origin, 'vanphong');
	await expect(page.getByRole('rowheader')).toHaveCount(seed.communes.length + 1, { timeout: 30_000 });
	await page.waitForFunction(async () => (await (await caches.open('ve-dich-documents')).keys()).length === 1);
	await production.kill();

	await page.goto(`${production.origin}/district/report`);
	const paper = page.getByRole('article', { name: 'Văn bản' });
	for (const { name, departments_sent: sent } of seed.communes) {
		await expect(paper).toContainText(`Xã ${name}: `);
		if (sent !== null) await expect(paper).toContainText(`đã gửi hồ sơ đến ${sent}/17 ngành của tỉnh`);
	}

	await paper.getByRole('button', { name: '8/17: xem nguồn' }).first().click();
	await expect(page.getByRole('link', { name: 'Xã Dân Lý: số xã báo, 1 mục' })).toHaveAttribute(
		'href',
		'/district/communes/15703'
	);
	await page.getByLabel('Ghi trên văn bản').fill('9/17');
	await expect(paper.getByRole('button', { name: '9/17: xem nguồn' })).toHaveCount(2);
	await expect(page.getByText('Bản nháp, tự lưu')).toContainText('1 chỗ đã sửa tay');
	await expect(page.getByText('Số đếm: 8/17 · Đang ghi: 9/17')).toBeVisible();
	await expect(page.getByText('Số trong câu khớp với bảng')).toHaveCount(0);

	await page.reload();
	await paper.getByRole('button', { name: '9/17: xem nguồn' }).first().click();
	await expect(page.getByText('Số máy tính: 8/17')).toBeVisible();

	const word = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Tải Word' }).click();
	const saved = await word;
	expect(saved.suggestedFilename()).toBe('bao-cao-giao-ban-trieu-son-2018-11-05.docx');
	const { paragraphs } = await readWord(new Blob([readFileSync(await saved.path())]));
	expect(paragraphs.find((text) => text.includes('Xã Dân Lý: '))).toContain('9/17 ngành');

	const excel = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Tải Excel' }).click();
	expect((await excel).suggestedFilename()).toMatch(/^[a-z0-9-]+\.xlsx$/);

	await page.getByRole('button', { name: 'Dùng lại số đã tính' }).click();
	await expect(paper.getByRole('button', { name: '8/17: xem nguồn' })).toHaveCount(2);
	await expect(page.getByText('Số trong câu khớp với bảng')).toBeVisible();
});
