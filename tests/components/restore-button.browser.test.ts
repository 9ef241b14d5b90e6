import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import RestoreHost from './RestoreHost.svelte';

const restore = page.getByRole('button', { name: /Hồ sơ 9/ });

test('what was taken out is brought back once, however often the button is tapped', async () => {
	const { promise: disk, resolve: answer } = Promise.withResolvers<[]>();
	const save = vi.fn(() => disk);
	await render(RestoreHost, { save });
	await userEvent.dblClick(restore);
	answer([]);
	await restore.click();

	expect(save).toHaveBeenCalledTimes(1);
});

test('what the disk did not take is said, and the next tap tries again', async () => {
	const reported = vi.spyOn(globalThis, 'reportError').mockReturnValue();
	const save = vi.fn(() => Promise.reject<[]>(new Error('the disk is full')));
	await render(RestoreHost, { save });
	await restore.click();
	await expect.element(page.getByRole('alert')).toBeVisible();
	await restore.click();

	expect(save).toHaveBeenCalledTimes(2);
	expect(reported).toHaveBeenCalledTimes(2);
	reported.mockRestore();
});
