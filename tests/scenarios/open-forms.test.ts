import { afterEach, beforeEach, expect, test } from 'vitest';
import { District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';

let district: District;
let hoa: Phone;
let nam: Phone;
beforeEach(async () => {
	district = await District.open();
	hoa = await district.officerOf(MINH_CHAU);
	nam = await district.phoneOf('nam', 'commune_officer', [MINH_CHAU]);
});
afterEach(() => district.close());

const DOSSIER = [MINH_CHAU, 'dossier', 'dossier:9'] as const;
const owner = (name: string) => ({ plan: { owner: name } });
const conflicts = async () => (await district.records(MINH_CHAU)).filter(({ kind }) => kind === 'conflict');
const sides = async () =>
	(await conflicts()).map(({ registers }) => {
		const { winner, loser } = registers['clash']!.value as { [side: string]: { value: unknown } };
		return [winner!.value, loser!.value];
	});

test('a form saved after another’s value has arrived does not overwrite it: both are kept, and somebody is asked', async () => {
	await hoa.save(...DOSSIER, owner('Ông An'));
	await hoa.sync();
	await nam.sync();

	const opened = await hoa.look(...DOSSIER);
	await nam.save(...DOSSIER, owner('Lê Văn C'));
	await nam.sync();
	await hoa.sync();
	await hoa.save(...DOSSIER, owner('Bà Hoa'), opened);
	await hoa.sync();

	expect(await sides()).toEqual([[owner('Bà Hoa').plan, owner('Lê Văn C').plan]]);
});

test('a form for which nothing stood yet does not overwrite what came meanwhile', async () => {
	const opened = await hoa.look(...DOSSIER);
	await nam.save(...DOSSIER, owner('Lê Văn C'));
	await nam.sync();
	await hoa.sync();
	await hoa.save(...DOSSIER, owner('Bà Hoa'), opened);
	await hoa.sync();

	expect(await sides()).toEqual([[owner('Bà Hoa').plan, owner('Lê Văn C').plan]]);
});

test.each([
	['is not sent yet', async () => undefined],
	['was sent', () => hoa.sync()]
])('what the same phone wrote meanwhile is no rival, when it %s', async (_, meanwhile) => {
	const opened = await hoa.look(...DOSSIER);
	await hoa.save(...DOSSIER, owner('Ông An'));
	await hoa.save(...DOSSIER, owner('Ông Bình'));
	await meanwhile();
	await hoa.save(...DOSSIER, owner('Bà Hoa'), opened);
	await hoa.sync();

	expect(await conflicts()).toEqual([]);
	expect(await hoa.value(...DOSSIER, 'plan')).toEqual({ owner: 'Bà Hoa' });
});

test('of several records saved in one go none is built on another', async () => {
	const opened = await hoa.look(...DOSSIER);
	await hoa.save(...DOSSIER, owner('Ông An'));
	const edits = ['dossier:6', 'dossier:17', 'dossier:9'].map((recordId) => ({
		...{ unitId: MINH_CHAU, kind: 'dossier', recordId },
		set: owner('Bà Hoa'),
		seen: opened
	}));
	await hoa.saveAll(edits);
	await hoa.sync();

	expect(await hoa.waiting()).toEqual([]);
	expect(await conflicts()).toEqual([]);
	for (const { recordId } of edits)
		expect(await hoa.value(MINH_CHAU, 'dossier', recordId, 'plan')).toEqual({ owner: 'Bà Hoa' });
});

test('who goes on from an own value that another’s has beaten keeps the one conflict there is', async () => {
	const opened = await hoa.look(...DOSSIER);
	await hoa.save(...DOSSIER, owner('Ông An'));
	district.nowMs += 60_000;
	await nam.save(...DOSSIER, owner('Lê Văn C'));
	await hoa.sync();
	await nam.sync();
	await hoa.sync();
	district.nowMs += 60_000;
	await hoa.save(...DOSSIER, owner('Bà Hoa'), opened);
	await hoa.sync();

	expect(await sides()).toEqual([[owner('Bà Hoa').plan, owner('Lê Văn C').plan]]);
});

test('a form opened on a value that was refused meanwhile is saved on what that was built on', async () => {
	const check = await hoa.check(MINH_CHAU, '9.1', { value: 4 });
	await hoa.sync();
	const office = await district.office();
	await office.sync();
	await hoa.save(MINH_CHAU, 'check', check, { measurement: { on: '2018-11-05', value: 3, met: 'not_met' } });
	const opened = await hoa.look(MINH_CHAU, 'check', check);
	const judged = (await office.record(MINH_CHAU, 'check', check))!.registers['measurement']!.change;
	const verdict = { of: { kind: 'check', id: check }, judged, on: '2018-11-05' };
	await office.save(MINH_CHAU, 'review', office.newId(), { verdict: { ...verdict, verdict: 'verified' } });
	await office.sync();
	await hoa.sync();
	await office.save(MINH_CHAU, 'review', office.newId(), { verdict: { ...verdict, verdict: 'reopened' } });
	await office.sync();
	await hoa.sync();

	await hoa.save(MINH_CHAU, 'check', check, { measurement: { on: '2018-11-05', value: 2, met: 'not_met' } }, opened);
	await hoa.sync();
	expect(await hoa.waiting()).toEqual([]);
	expect(await conflicts()).toEqual([]);
	expect(await hoa.value(MINH_CHAU, 'check', check, 'measurement')).toMatchObject({ value: 2 });
});

test('a refused item that is sent again overwrites nothing that came after what its author saw', async () => {
	const check = await hoa.check(MINH_CHAU, '9.1', { value: 4 });
	await hoa.sync();
	await nam.sync();
	const office = await district.office();
	await office.sync();
	const judged = (await office.record(MINH_CHAU, 'check', check))!.registers['measurement']!.change;
	const verdict = { of: { kind: 'check', id: check }, judged, on: '2018-11-05' };
	await office.save(MINH_CHAU, 'review', office.newId(), { verdict: { ...verdict, verdict: 'verified' } });
	await office.sync();
	await hoa.save(MINH_CHAU, 'check', check, { measurement: { on: '2018-11-05', value: 3, met: 'not_met' } });
	await hoa.sync();
	const [refused] = (await hoa.attention()).items;

	await office.save(MINH_CHAU, 'review', office.newId(), { verdict: { ...verdict, verdict: 'reopened' } });
	await office.sync();
	await nam.sync();
	await nam.save(MINH_CHAU, 'check', check, { measurement: { on: '2018-11-05', value: 2, met: 'not_met' } });
	await nam.sync();
	await hoa.sync();
	await hoa.resend(refused!.id);
	await hoa.sync();

	expect(await sides()).toMatchObject([[{ value: 3 }, { value: 2 }]]);
	expect((await hoa.attention()).items).toEqual([]);
});

test('a dossier voided while its form was open is not brought back in silence', async () => {
	await hoa.save(...DOSSIER, owner('Ông An'));
	await hoa.sync();
	await nam.sync();
	const opened = await hoa.look(...DOSSIER);
	await nam.save(...DOSSIER, { life: { voided: true, reason: 'nhầm tiêu chí' } });
	await nam.sync();
	await hoa.sync();
	await hoa.save(...DOSSIER, owner('Bà Hoa'), opened);
	await hoa.sync();

	expect((await conflicts()).map(({ registers }) => registers['clash']!.value)).toMatchObject([{ register: 'life' }]);
});

test('whoever saw that it was voided brings it back by writing', async () => {
	await hoa.save(...DOSSIER, owner('Ông An'));
	await hoa.save(...DOSSIER, { life: { voided: true, reason: 'nhầm tiêu chí' } });
	await hoa.sync();
	await hoa.save(...DOSSIER, owner('Bà Hoa'));
	await hoa.sync();

	expect(await conflicts()).toEqual([]);
	expect(await hoa.value(...DOSSIER, 'life')).toBeNull();
});
