import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addPost, attendanceOf } from '#lib/domain/records/visit/attendance.ts';
import type { RecordEdit } from '#lib/domain/records/record-edit.ts';
import { villagesOf } from '#lib/domain/records/profile/villages.ts';
import { nameVillage, takeOutVillage } from '#lib/domain/records/profile/form.ts';
import { setCriterion, visitCriteria } from '#lib/domain/records/visit/criteria.ts';
import type { KindName } from '#lib/domain/records/kinds.ts';
import { DATABASES } from '../support/databases.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';

const save = (phone: Phone, { unitId, kind, recordId, set }: RecordEdit) =>
	phone.save(unitId, kind as KindName, recordId, set);
const villages = async (phone: Phone) => villagesOf(await phone.records(MINH_CHAU)).map(({ name }) => name);

const conflicts = async (district: District) =>
	(await district.records(MINH_CHAU)).filter((record) => record.kind === 'conflict');

/** As the version before entries had registers wrote it. */
const writeWhole = (phone: Phone, names: string[]) =>
	phone.save(MINH_CHAU, 'profile', 'profile', {
		villages: { items: names.map((name) => ({ id: name.toLowerCase().replace(' ', '-'), name })) }
	});

async function addVillage(phone: Phone, name: string, id = phone.newId()): Promise<void> {
	await save(phone, nameVillage(await phone.records(MINH_CHAU), { unitId: MINH_CHAU, id, name }));
}

async function openVisit(phone: Phone) {
	const id = phone.newId();
	await phone.save(MINH_CHAU, 'visit', id, {
		opening: { purpose: 'internal', on: '2018-11-05', startedAt: '2018-11-05T01:30:00.000Z', criteria: [6] }
	});
	return (await phone.record(MINH_CHAU, 'visit', id))!;
}

describe.each(DATABASES)('lists, with the server on %s', (kind) => {
	let district: District;
	beforeEach(async () => (district = await District.open(kind)));
	afterEach(() => district.close());

	test('three posts that are tapped before the screen has shown the first are all noted', async () => {
		const officer = await district.officerOf(MINH_CHAU);
		const seen = await openVisit(officer);
		await Promise.all(
			['Chủ tịch UBND', 'Bí thư Đảng ủy', 'Trưởng thôn'].map((post) =>
				save(officer, addPost(seen, 'commune', post)!)
			)
		);
		await officer.sync();

		expect(attendanceOf((await officer.record(MINH_CHAU, 'visit', seen.id))!).commune).toEqual([
			'Chủ tịch UBND',
			'Bí thư Đảng ủy',
			'Trưởng thôn'
		]);
	});

	test('criteria that two people tick in one visit are all on it', async () => {
		const [first, second] = [await district.officerOf(MINH_CHAU), await district.office()];
		const seen = await openVisit(first);
		await first.sync();
		await second.sync();
		await save(first, setCriterion(seen, 2, true));
		await save(second, setCriterion(seen, 17, true));
		for (const phone of [first, second, first]) await phone.sync();

		for (const phone of [first, second])
			expect(visitCriteria((await phone.record(MINH_CHAU, 'visit', seen.id))!)).toEqual([2, 6, 17]);
		expect(await conflicts(district)).toEqual([]);
	});

	test('a criterion that the set does not have is not put on a visit', async () => {
		const officer = await district.officerOf(MINH_CHAU);
		await save(officer, setCriterion(await openVisit(officer), 77, true));
		await officer.sync();

		expect((await officer.attention()).items).toMatchObject([{ code: 'invalid' }]);
	});

	test('a village added before the first data have come down stands beside those that were there', async () => {
		const [first, second] = [await district.officerOf(MINH_CHAU), await district.office()];
		await writeWhole(first, ['Thôn 1', 'Thôn 2']);
		await first.sync();
		await addVillage(second, 'Thôn mới');
		await second.sync();
		await first.sync();

		expect(await villages(first)).toEqual(['Thôn 1', 'Thôn 2', 'Thôn mới']);
		expect(await villages(second)).toEqual(await villages(first));
	});

	test('two people who each add, rename and take out a village have both what both did', async () => {
		const [first, second] = [await district.officerOf(MINH_CHAU), await district.office()];
		await writeWhole(first, ['Thôn 1', 'Thôn 2', 'Thôn 3']);
		await first.sync();
		await second.sync();
		await addVillage(first, 'Thôn Đông');
		await addVillage(first, 'Thôn Trung', 'thôn-1');
		district.nowMs += 60_000;
		await addVillage(second, 'Thôn Tây');
		const seen = await second.records(MINH_CHAU);
		await save(second, takeOutVillage(seen, { unitId: MINH_CHAU, id: 'thôn-2', name: 'Thôn 2' }));
		for (const phone of [first, second, first]) await phone.sync();

		for (const phone of [first, second]) {
			expect(await villages(phone)).toEqual(['Thôn Trung', 'Thôn 3', 'Thôn Đông', 'Thôn Tây']);
		}
		expect(await conflicts(district)).toEqual([]);
	});

	test('two names for one village are a conflict about that village alone', async () => {
		const [first, second] = [await district.officerOf(MINH_CHAU), await district.office()];
		await writeWhole(first, ['Thôn 1', 'Thôn 2']);
		await first.sync();
		await second.sync();
		await addVillage(first, 'Thôn Trung', 'thôn-1');
		district.nowMs += 60_000;
		await addVillage(second, 'Thôn Giữa', 'thôn-1');
		for (const phone of [first, second, first]) await phone.sync();

		expect(await villages(first)).toEqual(['Thôn Giữa', 'Thôn 2']);
		expect(await conflicts(district)).toMatchObject([
			{
				registers: {
					clash: { value: { register: 'village:thôn-1', loser: { value: { name: 'Thôn Trung' } } } }
				}
			}
		]);
	});

	test('a phone of the version before, which knows no entries, takes away and brings back none', async () => {
		const [newer, older] = [await district.officerOf(MINH_CHAU), await district.office()];
		await writeWhole(newer, ['Thôn 1', 'Thôn 2']);
		await newer.sync();
		await older.sync();
		await addVillage(newer, 'Thôn Đông');
		const seen = await newer.records(MINH_CHAU);
		await save(newer, takeOutVillage(seen, { unitId: MINH_CHAU, id: 'thôn-1', name: 'Thôn 1' }));
		await newer.sync();
		await writeWhole(older, ['Thôn 1', 'Thôn 2', 'Thôn 3']);
		await older.sync();
		await newer.sync();

		expect(await villages(newer)).toEqual(['Thôn 2', 'Thôn 3', 'Thôn Đông']);
	});
});
