import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';

export const isDrawn = (image: Element): boolean => (image as HTMLImageElement).naturalWidth > 0;

interface Everybody {
	page: Page;
	origin: string;
	/** A folder for a picture of the page. */
	look: string | undefined;
}

/** The district puts the photo that is open at the desk on its page for everybody, under words of its own, and takes it off
 *  again. `tile` opens it. */
export async function showToEverybody(desk: Page, tile: Locator, { page, origin, look }: Everybody): Promise<void> {
	const figure = page.getByRole('figure').filter({ hasText: 'Nhà văn hóa thôn 3 sau khi sửa' });
	const shown = async () => {
		await page.goto(`${origin}/cong-khai/397`);
		return figure.count();
	};
	await desk.getByRole('button', { name: 'Đưa lên trang công khai' }).click();
	await desk.getByRole('textbox').fill('Nhà văn hóa thôn 3 sau khi sửa');
	await desk.getByRole('dialog').getByRole('button', { name: 'Đưa lên trang công khai' }).click();
	await expect(desk.getByText('1 ảnh đang ở trang công khai')).toBeVisible();
	await expect.poll(shown, { timeout: 30_000 }).toBe(1);
	await expect.poll(() => figure.locator('img').evaluate(isDrawn)).toBe(true);
	if (look) await page.screenshot({ path: join(look, 'public.png'), fullPage: true });

	await tile.click();
	await desk.getByRole('button', { name: 'Bỏ khỏi trang công khai' }).click();
	await desk.keyboard.press('Escape');
	await expect.poll(shown, { timeout: 30_000 }).toBe(0);
}
