import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import SavedNote from '#lib/ui/commune/SavedNote.svelte';

test('what was saved is told over the page and takes no room in it', async () => {
	const { container } = await render(SavedNote, {
		...{ title: 'Đã lưu trên máy', text: 'Lưu trong máy lúc 08:41.', onleave: () => undefined }
	});

	await expect.element(page.getByText('Đã lưu trên máy')).toBeVisible();
	expect(container.getBoundingClientRect().height).toBe(0);
});
