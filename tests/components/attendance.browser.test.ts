import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { visitsOf } from '#lib/domain/records/visit/read.ts';
import { recordOf } from '../support/records.ts';
import AttendanceHost from './AttendanceHost.svelte';

const opening = { purpose: 'internal', on: '2018-11-05', startedAt: '2018-11-05T01:30:00.000Z', criteria: [6] };
const attendance = { province: [], district: [], commune: ['Chủ tịch UBND'] };
const [visit] = visitsOf([recordOf('visit', { opening, attendance } as never)], 'vn-commune-2016');

test('a post comes back into the box to get another name, under which it is saved', async () => {
	const onadd = vi.fn();
	await render(AttendanceHost, { visit: visit!, onadd });

	await page.getByRole('button', { name: 'Sửa Chủ tịch UBND' }).click();
	const box = page.getByRole('textbox', { name: 'Tên mới của Chủ tịch UBND' });
	await expect.element(box).toHaveValue('Chủ tịch UBND');
	await box.fill('Phó Chủ tịch UBND');
	await page.getByRole('button', { name: 'Lưu tên mới của Chủ tịch UBND' }).click();

	expect(onadd).toHaveBeenCalledWith('commune', 'Phó Chủ tịch UBND');
});
