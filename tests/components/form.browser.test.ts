import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { readDraft } from '#lib/local/forms/drafts.ts';
import { FormDraft } from '#lib/local/forms/form-draft.svelte.ts';
import FormHost from './FormHost.svelte';
import { ownedBy, TestDevice } from './test-device.ts';

const KEY = 'dossier/15697/9';
const owner = page.getByLabelText('Người phụ trách');
const save = page.getByRole('button', { name: 'Lưu hồ sơ' });

let device: TestDevice;
let isSaved: boolean;
beforeEach(() => {
	device = new TestDevice();
	isSaved = false;
});
afterEach(async () => {
	vi.restoreAllMocks();
	await device.remove();
});

const open = async (standing?: SyncRecord) =>
	render(FormHost, { device, standing, draft: await FormDraft.open(device, KEY), onsaved: () => (isSaved = true) });
const isOnDisk = async () => expect.poll(() => readDraft(device.db, KEY)).toBeDefined();

test('what is typed lies on the disk at once, and is there when the form is opened again', async () => {
	const form = await open();
	await owner.fill('Bà Hoa');
	await isOnDisk();
	await form.unmount();
	await open();

	await expect.element(owner).toHaveValue('Bà Hoa');
});

test('two taps save once, and the form does not come back filled', async () => {
	let answer = () => {};
	device.disk = new Promise((resolve) => (answer = resolve));
	const form = await open();
	await owner.fill('Bà Hoa');
	await userEvent.dblClick(save);
	answer();
	await expect.poll(() => isSaved).toBe(true);
	expect(device.saved).toHaveLength(1);
	await form.unmount();
	await open();

	await expect.element(owner).toHaveValue('');
});

test('a form that cannot be saved yet says which field is in the way, and goes there', async () => {
	await open();
	await save.click();

	await expect.element(owner).toHaveFocus();
	await expect.element(owner).toHaveAccessibleDescription(/Ghi tên người phụ trách/);
	expect(device.saved).toEqual([]);
});

test('what the disk did not take stays in the form, with the reason, and is saved by the next try', async () => {
	const reported = vi.spyOn(globalThis, 'reportError').mockReturnValue();
	device.failure = new Error('the disk is full');
	await open();
	await owner.fill('Bà Hoa');
	await save.click();
	await expect.element(page.getByRole('alert').first()).toBeVisible();
	expect(reported).toHaveBeenCalledWith(device.failure);
	await expect.element(owner).toHaveValue('Bà Hoa');
	device.failure = undefined;
	await save.click();

	await expect.poll(() => isSaved).toBe(true);
});

test('a second tab reads the form and does not write it; once the first is closed, the next has it', async () => {
	const first = await open();
	await owner.fill('Bà Hoa');
	await isOnDisk();
	const second = await open();
	await expect.element(owner.nth(1)).toHaveAttribute('readonly');
	await second.unmount();
	await first.unmount();
	await open();

	await expect.element(owner).not.toHaveAttribute('readonly');
	await expect.element(owner).toHaveValue('Bà Hoa');
});

test('what somebody else saves meanwhile is shown beside what is typed, and nothing is saved before the choice', async () => {
	const form = await open(ownedBy('Ông Bình', 'first'));
	await owner.fill('Bà Hoa');
	await form.rerender({ standing: ownedBy('Cô Lan', 'second') });
	await expect.element(page.getByText(/Lê Văn Nam/).first()).toBeVisible();
	await expect.element(page.getByText(/Cô Lan/).first()).toBeVisible();
	await expect.element(save).toBeDisabled();
	await page.getByRole('button', { name: 'Giữ của tôi' }).first().click();
	await save.click();

	await expect.poll(() => device.saved).toHaveLength(1);
	expect(device.saved[0]).toMatchObject([{ set: { plan: { owner: 'Bà Hoa' } }, seen: { plan: 'second' } }]);
});
