import { expect, test } from '@playwright/test';
import seed from '../../src/cli/demo/data/seed-2018-11-02.json' with { type: 'json' };
import { signIn } from '../support/acting.ts';
import { Production } from '../support/production.ts';

let production: Production;
test.beforeAll(async () => {
	production = await Production.start();
});
test.afterAll(() => production?.stop());

test('the matrix shows the eight communes as the briefing had them', async ({ page }) => {
	await signIn(page, production.origin, 'vanphong');
	await expect(page.getByRole('rowheader')).toHaveCount(seed.communes.length + 1, { timeout: 30_000 });

	for (const commune of seed.communes) {
		const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: commune.name }) });
		const cells = (await row.getByRole('cell').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
		const text = cells.join(' | ');

		const dossiers = commune.criteria_dossiers_complete;
		expect(text, commune.name).toContain(String(commune.decided_target_year));
		expect(text, commune.name).toContain(dossiers === null ? 'đang lập' : `${dossiers}/19`);
		if (commune.departments_sent !== null) expect(text, commune.name).toContain(`${commune.departments_sent}/17`);
		else expect(text, commune.name).not.toContain('/17');
		if (commune.common_dossier === 'complete') expect(text, commune.name).toContain('Đã có');
		if (commune.common_dossier === 'missing') expect(text, commune.name).toContain('Còn thiếu');
		if (commune.common_dossier === null) expect(text, commune.name).not.toMatch(/Đã có|Còn thiếu/);
		expect(cells, commune.name).toContain(String(commune.departments_inspected));

		const name = await row.getByRole('rowheader').innerText();
		if (commune.carried_over) expect(name).toContain('kế hoạch 2017');
		if (commune.decided_target_year === 2019) expect(name).toContain('Lùi từ 2018 sang 2019');
	}
	await expect(page.getByText('3 xã', { exact: false }).first()).toBeVisible();
});

test('another commune’s officer can neither read nor write Minh Châu', async ({ page }) => {
	await signIn(page, production.origin, 'canbo.danly');
	await expect(page.getByRole('heading', { name: 'Xã Dân Lý' })).toBeVisible();

	const answer = await page.evaluate(async () => {
		const post = (path: string, body: object) =>
			fetch(path, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body)
			});
		const envelope = { protocol: 1, person: 'canbo.danly', device: 'stranger', epoch: null, now: Date.now() };
		const change = {
			id: '0190aaaa-0000-7000-8000-000000000001',
			v: 1,
			unitId: '15697',
			kind: 'dossier',
			recordId: 'dossier:6',
			set: { state: { value: { state: 'complete' }, prev: null } },
			hlc: `${Date.now().toString(36).padStart(9, '0')}000.stranger`,
			device: 'stranger',
			n: 1
		};
		const reference = (await (await fetch('/api/reference')).json()) as { me: { id: string } };
		const person = { ...envelope, person: reference.me.id };
		const push = (await (await post('/api/push', { ...person, changes: [change] })).json()) as {
			receipts: object[];
		};
		const pull = await (await post('/api/pull', { ...person, cursors: { '15697': ['x', 0] } })).text();
		const history = await fetch('/api/changes?unit=15697');

		return { receipts: push.receipts, pull, history: history.status };
	});

	expect(answer.receipts).toMatchObject([{ r: 'refused', code: 'forbidden' }]);
	expect(answer.pull).not.toContain('15697');
	expect(answer.history).toBe(403);
});
