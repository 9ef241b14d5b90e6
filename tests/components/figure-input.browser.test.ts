import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import FigureHost from './FigureHost.svelte';

const rate = page.getByLabelText('Tỷ lệ hộ tham gia');

test('the percentage and the two counts are typed apart: going to and fro loses neither', async () => {
	await render(FigureHost);
	await rate.fill('84,7');
	await page.getByRole('button', { name: 'Nhập số đếm được' }).click();
	await page.getByLabelText('Số hộ tham gia').fill('1412');
	await page.getByLabelText('Tổng số hộ').fill('1667');
	await page.getByRole('button', { name: 'Nhập tỷ lệ' }).click();

	await expect.element(rate).toHaveValue('84,7');
	await page.getByRole('button', { name: 'Nhập số đếm được' }).click();
	await expect.element(page.getByLabelText('Tổng số hộ')).toHaveValue('1667');
});

test('what is wrong with a figure is said at its box, to those who hear the page too', async () => {
	await render(FigureHost, { error: 'Tỷ lệ nhiều nhất là 100' });

	await expect.element(rate).toHaveAttribute('aria-invalid', 'true');
	await expect.element(rate).toHaveAccessibleDescription(/nhiều nhất là 100/);
});

test('a figure that cannot be changed now does not offer another way to type it', async () => {
	await render(FigureHost, { readonly: true });

	await expect.element(rate).toHaveAttribute('readonly');
	expect(page.getByRole('button').elements()).toEqual([]);
});

test('the keypad is the one for figures, and the box takes a finger', async () => {
	await render(FigureHost);

	await expect.element(rate).toHaveAttribute('inputmode', 'decimal');
	expect(rate.element().getBoundingClientRect().height).toBeGreaterThanOrEqual(48);
});
