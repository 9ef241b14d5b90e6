import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { currentSet } from '#lib/domain/reference/reference.ts';
import { districtProgress } from '#lib/domain/progress/district.ts';
import Matrix from '#lib/ui/matrix/Matrix.svelte';
import { recordOf } from '../support/records.ts';
import { briefingRecords, COMMUNES, communeNamed, REFERENCE } from '../support/trieu-son.ts';

const TODAY = '2018-11-05';
const BLOCKED = ['Dân Lý', 'Minh Châu'].map(communeNamed);
const records = briefingRecords();
for (const { id: unitId } of BLOCKED) {
	const statement = { criterion: 17, title: 'Thiếu vốn', raisedOn: TODAY, asks: 'district' } as const;
	records.set(unitId, [...(records.get(unitId) ?? []), recordOf('obstacle', { statement }, { unitId })]);
}
const district = districtProgress(records, { units: COMMUNES, reference: REFERENCE, today: TODAY });
const onopen = vi.fn((event: MouseEvent, _unitId: string) => event.preventDefault());

beforeEach(async () => {
	onopen.mockClear();
	await page.viewport(1440, 900);
	await render(Matrix, {
		...{ set: currentSet(REFERENCE), obstacles: district.obstacles, weeks: 8, chosen: null, onopen },
		rows: district.communes.map((progress) => ({
			unit: COMMUNES.find(({ id }) => id === progress.unitId)!,
			progress,
			course: []
		})),
		rowHref: (id: string) => `#${id}`,
		cellHref: (id: string, criterion: number) => `#${id}-${criterion}`
	});
});

const rowOf = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });

test('a commune that has said nothing of its dossiers has no figure, and none of its cells is called not started', async () => {
	const figures = page
		.getByRole('row')
		.elements()
		.map((row) => row.querySelector('.dossiers')?.textContent?.trim());
	const complete = briefingRecords();

	expect(figures.filter((text) => text !== undefined)).toHaveLength(complete.size);
	expect(figures).not.toContain('0/19');
});

test('arrow keys go from cell to cell along a row, and to the same criterion of the row below', async () => {
	const [first, second] = page
		.getByRole('rowheader')
		.elements()
		.slice(0, 2)
		.map((head) => head.querySelector('a')!);
	first!.focus();
	await userEvent.tab();
	await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowDown}');

	expect(document.activeElement).toHaveAttribute('href', `#${second!.dataset['commune']}-3`);
});

test('a tap anywhere on a row opens its commune, a tap on a cell leads to the criterion', async () => {
	const { id, name } = communeNamed('Minh Châu');
	// The link of the row covers its cells.
	await rowOf(name).getByRole('cell').last().click({ force: true });
	expect(onopen.mock.lastCall?.[1]).toBe(id);
	await rowOf(name).getByRole('link').nth(9).click();

	expect(onopen).toHaveBeenCalledTimes(1);
	expect(location.hash).toBe(`#${id}-9`);
});

test('a count of obstacles is a button that names its communes, and leads to the criterion of each', async () => {
	await page.getByRole('button', { name: 'tiêu chí 17: 2 xã' }).click();
	const named = page.getByRole('listitem').getByRole('link').elements();

	expect(named.map(({ textContent }) => textContent).sort()).toEqual(BLOCKED.map(({ name }) => name).sort());
	expect(named.map((link) => link.getAttribute('href')).sort()).toEqual(BLOCKED.map(({ id }) => `#${id}-17`).sort());
	await page.getByRole('button', { name: 'tiêu chí 17: 2 xã' }).click();
	await expect.element(page.getByText(/^Nhiều nhất ở tiêu chí 17/)).toBeVisible();
});
