import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { formatReading } from '#lib/domain/changes/clock.ts';
import ConflictChoice from '#lib/ui/outbox/ConflictChoice.svelte';
import { valueNames } from '#lib/ui/outbox/value-names.ts';
import { REFERENCE } from '../support/trieu-son.ts';

const at = (time: string, device: string) =>
	formatReading({ ms: Date.parse(`2018-11-05T${time}+07:00`), counter: 0, device });

const NAMES = valueNames({ reference: REFERENCE });
const SIDES = {
	winner: { value: { owner: 'Bà Hoa', due: '2018-11-30' }, by: 'nam', stamp: at('10:42', 'phone-of') },
	loser: { value: { owner: 'Ông Bình', due: '2018-11-30' }, by: 'lan', stamp: at('08:10', 'mine-own') }
};

const show = (more: object = {}) =>
	render(ConflictChoice, {
		...{ what: 'Hồ sơ 9', kind: 'dossier', register: 'plan', ...SIDES, personId: 'lan', deviceId: 'mine-own' },
		...{ nameOf: (id: string) => (id === 'nam' ? 'Lê Văn Nam' : id), onchoose: undefined, names: NAMES, ...more }
	});

test('both values are there whole, one’s own first, and what they differ in is marked', async () => {
	await show({ onchoose: vi.fn() });
	const marked = [...document.querySelectorAll('mark')].map(({ textContent }) => textContent);

	expect(marked).toEqual([expect.stringContaining('Ông Bình'), expect.stringContaining('Bà Hoa')]);
	expect(page.getByText(/30\/11/).elements()).toHaveLength(2);
});

test('what is chosen is the side on the button, whichever stands first', async () => {
	const onchoose = vi.fn();
	await show({ onchoose });
	await page.getByRole('button').nth(0).click();
	await page.getByRole('button').nth(1).click();

	expect(onchoose.mock.calls).toEqual([['loser'], ['winner']]);
});

test('who may not choose sees both, and who does', async () => {
	await show();

	expect(page.getByRole('button').elements()).toEqual([]);
	await expect.element(page.getByText(/hai người ghi hai nội dung khác nhau/)).toBeVisible();
});
