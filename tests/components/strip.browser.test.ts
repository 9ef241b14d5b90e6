import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Strip from '#lib/ui/strip/Strip.svelte';
import type { StripCell } from '#lib/ui/strip/strip-cell.ts';

const CELLS: StripCell[] = Array.from({ length: 19 }, (_, index) => ({
	criterion: index + 1,
	state: 'none',
	blocked: index === 16
}));
const onpoint = vi.fn();

beforeEach(async () => {
	onpoint.mockClear();
	await render(Strip, {
		...{ cells: CELLS, groups: [{ no: 'I', count: 19 }], size: 'M' as const, label: 'Minh Châu: 5/19' },
		...{ cellHref: (no: number) => `#tieu-chi-${no}`, cellTitle: (no: number) => `Tiêu chí ${no}`, onpoint }
	});
});

const cell = (no: number) => page.getByRole('link', { name: `Tiêu chí ${no}`, exact: true });

test('nineteen cells are one stop of the Tab key, at the one looked at last', async () => {
	const stops = () =>
		page
			.getByRole('link')
			.elements()
			.filter(({ tabIndex }) => tabIndex === 0);
	expect(stops()).toHaveLength(1);
	await userEvent.tab();
	await userEvent.keyboard('{ArrowRight}{ArrowRight}');

	await expect.element(cell(3)).toHaveFocus();
	expect(stops()).toEqual([cell(3).element()]);
});

test('arrow keys go along the cells and stop at both ends', async () => {
	await userEvent.tab();
	await userEvent.keyboard('{ArrowLeft}');
	await expect.element(cell(1)).toHaveFocus();
	await userEvent.keyboard('{End}{ArrowRight}');
	await expect.element(cell(19)).toHaveFocus();
	await userEvent.keyboard('{Home}');
	await expect.element(cell(1)).toHaveFocus();
});

test('the cell with the focus says its criterion, until Escape', async () => {
	await userEvent.tab();
	await userEvent.keyboard('{End}');
	await expect.element(page.getByText('Tiêu chí 19')).toBeVisible();
	expect(onpoint).toHaveBeenLastCalledWith(19);
	await userEvent.keyboard('{Escape}');

	expect(page.getByText('Tiêu chí 19').elements()).toEqual([]);
	expect(onpoint).toHaveBeenLastCalledWith(null);
});
