import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { COMMUNES } from '../support/trieu-son.ts';
import UnitsHost from './UnitsHost.svelte';

const two = COMMUNES.slice(0, 2);
/** As a new reference brings them: the same units, and none of them the same object. */
const anew = () => structuredClone(two);

test('news of the reference ask for nothing again: what a page knows stands', async () => {
	const read = vi.fn((ids: readonly string[]) => Promise.resolve(ids.length));
	const { rerender } = await render(UnitsHost, { units: two, read });
	await expect.element(page.getByText('Có 2')).toBeVisible();

	await rerender({ units: anew() });
	expect(page.getByRole('status').element().textContent).toBe('Có 2');
	expect(read).toHaveBeenCalledTimes(1);
});

test('another unit is asked for', async () => {
	const read = vi.fn((ids: readonly string[]) => Promise.resolve(ids.length));
	const { rerender } = await render(UnitsHost, { units: two, read });
	await expect.element(page.getByText('Có 2')).toBeVisible();

	await rerender({ units: COMMUNES.slice(0, 3) });
	await expect.element(page.getByText('Có 3')).toBeVisible();
});

test('before the device has answered nothing is said of what has come', async () => {
	const { promise, resolve } = Promise.withResolvers<number | null>();
	await render(UnitsHost, { units: two, read: () => promise });
	expect(page.getByRole('status').element().textContent).toBe('Chưa biết');

	resolve(null);
	await expect.element(page.getByText('Chưa nhận')).toBeVisible();
});
