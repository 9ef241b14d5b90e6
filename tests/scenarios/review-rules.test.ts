import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '#lib/domain/changes/change.ts';
import { DATABASES } from '../support/databases.ts';
import type { District } from '../support/district.ts';
import { MINH_CHAU } from '../support/district.ts';
import { measured, openWithPrograms, Program } from '../support/program.ts';

describe.each(DATABASES)('reviews, with the server on %s', (kind) => {
	let district: District;
	let officer: Program;
	let office: Program;

	beforeEach(async () => {
		({ district, officer, office } = await openWithPrograms(kind));
	});
	afterEach(() => district.close());

	const review = (judged: Change, verdict: string) =>
		office.change({
			unitId: MINH_CHAU,
			kind: 'review',
			recordId: office.newId(),
			set: {
				verdict: {
					value: {
						of: { kind: 'check', id: judged.recordId },
						judged: judged.id,
						verdict,
						on: '2018-11-05'
					},
					prev: null
				}
			}
		});

	test('of a check that has not arrived wait for it', async () => {
		expect((await office.push([review(officer.checkOf('9.1'), 'verified')])).receipts).toMatchObject([
			{ r: 'hold', code: 'parent-unknown' }
		]);
	});

	test('of a value that has changed since are refused as stale', async () => {
		const first = officer.checkOf('9.1');
		const edit = officer.check(
			{ measurement: { value: measured(0, 'met'), prev: first.id } },
			{ recordId: first.recordId }
		);
		await officer.push([first, edit]);

		expect((await office.push([review(first, 'verified')])).receipts).toMatchObject([
			{ r: 'refused', code: 'stale' }
		]);
	});

	test('that verify one of two values wait for somebody to choose; a return does not', async () => {
		const first = officer.checkOf('9.1');
		await officer.push([first]);
		const edit = (value: number) =>
			officer.check({ measurement: { value: measured(value), prev: first.id } }, { recordId: first.recordId });
		const [one, other] = [edit(3), edit(4)];
		await officer.push([one]);
		await officer.push([other]);
		const conflict = (await district.records(MINH_CHAU)).find((record) => record.kind === 'conflict')!;

		expect((await office.push([review(other, 'verified')])).receipts).toMatchObject([
			{ r: 'refused', code: 'unsettled' }
		]);
		expect((await office.push([review(other, 'returned')])).receipts).toMatchObject([{ r: 'ok' }]);

		const settled = { value: { choice: 'winner', on: '2018-11-05' }, prev: null };
		const choice = office.change({
			unitId: MINH_CHAU,
			kind: 'conflict',
			recordId: conflict.id,
			set: { settled }
		});
		expect((await office.push([choice, review(other, 'verified')])).receipts).toMatchObject([
			{ r: 'ok' },
			{ r: 'ok' }
		]);
	});

	test('that verify lock the value until it is reopened', async () => {
		const first = officer.checkOf('9.1');
		await officer.push([first]);
		await office.push([review(first, 'verified')]);
		const edit = () =>
			officer.check({ measurement: { value: measured(0, 'met'), prev: first.id } }, { recordId: first.recordId });
		const locked = await officer.push([edit()]);
		expect(locked.receipts).toMatchObject([{ r: 'refused', code: 'locked' }]);
		expect(locked.records).toMatchObject([{ id: first.recordId }]);

		await office.push([review(first, 'reopened')]);
		expect((await officer.push([edit()])).receipts).toMatchObject([{ r: 'ok' }]);
	});

	test('that verify keep the value from being taken out until it is reopened; a value that waits may be', async () => {
		const first = officer.checkOf('9.1');
		await officer.push([first]);
		await office.push([review(first, 'verified')]);
		const life = { value: { voided: true, reason: 'Ghi nhầm thôn' }, prev: null };
		const takeOut = () => officer.check({ life }, { recordId: first.recordId });
		expect((await officer.push([takeOut()])).receipts).toMatchObject([{ r: 'refused', code: 'locked' }]);

		await office.push([review(first, 'reopened')]);
		expect((await officer.push([takeOut()])).receipts).toMatchObject([{ r: 'ok' }]);
		const late = officer.check(
			{ measurement: { value: measured(0, 'met'), prev: first.id } },
			{ recordId: first.recordId }
		);
		expect((await officer.push([late])).receipts).toMatchObject([{ r: 'ok' }]);
		const clashes = (await district.records(MINH_CHAU)).filter((record) => record.kind === 'conflict');
		expect(clashes.map(({ registers }) => registers['clash']!.value)).toMatchObject([{ register: 'life' }]);
	});

	test('are written once: a second write is refused, and the first stands', async () => {
		const first = officer.checkOf('9.1');
		await officer.push([first]);
		const verified = review(first, 'verified');
		await office.push([verified]);
		const again = office.change({
			unitId: MINH_CHAU,
			kind: 'review',
			recordId: verified.recordId,
			set: {
				verdict: {
					value: { ...verified.set['verdict']!.value, verdict: 'returned' },
					prev: verified.id
				}
			}
		});

		expect((await office.push([again])).receipts).toMatchObject([{ r: 'refused', code: 'invalid' }]);
		const [kept] = (await district.records(MINH_CHAU)).filter((record) => record.kind === 'review');
		expect(kept!.registers['verdict']!.value).toMatchObject({ verdict: 'verified' });
	});

	test.each(['can-bo', 'lanh-dao'])('are not written by %s, nor are values verified that way', async (person) => {
		const first = officer.checkOf('9.1');
		await officer.push([first]);
		const program = new Program(district, person, 'other001');
		const change = program.change({
			unitId: MINH_CHAU,
			kind: 'review',
			recordId: program.newId(),
			set: review(first, 'verified').set
		});

		expect((await program.push([change])).receipts).toMatchObject([{ r: 'refused', code: 'forbidden' }]);
	});

	test('are not written by those whose value they judge', async () => {
		const own = office.change({
			unitId: MINH_CHAU,
			kind: 'check',
			recordId: office.newId(),
			set: { measurement: { value: measured(1), prev: null } }
		});
		await office.push([own]);

		expect((await office.push([review(own, 'verified')])).receipts).toMatchObject([
			{ r: 'refused', code: 'forbidden' }
		]);
	});
});
