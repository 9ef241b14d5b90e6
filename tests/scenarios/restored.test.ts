import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KindName } from '#lib/domain/records/kinds.ts';
import type { RecordEdit } from '#lib/domain/records/record-edit.ts';
import { restoreRecord, voidedRecords, voidRecord } from '#lib/domain/records/void-edits.ts';
import { worksOf } from '#lib/domain/records/works/read.ts';
import { DATABASES } from '../support/databases.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';

const save = (phone: Phone, { unitId, kind, recordId, set }: RecordEdit) =>
	phone.save(unitId, kind as KindName, recordId, set);

describe.each(DATABASES)('what was taken out, with the server on %s', (kind) => {
	let district: District;
	let officer: Phone;
	let office: Phone;
	beforeEach(async () => {
		district = await District.open(kind);
		officer = await district.officerOf(MINH_CHAU);
		office = await district.office();
	});
	afterEach(() => district.close());

	const works = async (phone: Phone) => worksOf(await phone.records(MINH_CHAU)).map(({ contract }) => contract.name);
	const voided = async (phone: Phone) => voidedRecords(await phone.records(MINH_CHAU), 'works');

	async function begin(phone: Phone) {
		const id = phone.newId();
		await phone.save(MINH_CHAU, 'works', id, {
			contract: { name: 'Nhà văn hóa thôn 3', criterion: 6, contractor: 'Công ty A', dueOn: '2018-12-20' },
			progress: { percent: 40, on: '2018-11-05' }
		});
		await save(phone, voidRecord((await phone.record(MINH_CHAU, 'works', id))!, 'Ghi nhầm'));
		await phone.sync();
	}

	test('is brought back for everybody, with how far it was', async () => {
		await begin(officer);
		await office.sync();
		expect([await works(officer), await works(office)]).toEqual([[], []]);

		await save(officer, restoreRecord((await voided(officer))[0]!));
		for (const phone of [officer, office]) await phone.sync();

		expect([await works(officer), await works(office)]).toEqual([['Nhà văn hóa thôn 3'], ['Nhà văn hóa thôn 3']]);
		expect(worksOf(await office.records(MINH_CHAU))).toMatchObject([{ progress: { percent: 40 } }]);
		expect(await voided(office)).toEqual([]);
	});

	test('by the office is not brought back by a commune', async () => {
		await begin(office);
		await officer.sync();
		await save(officer, restoreRecord((await voided(officer))[0]!));
		await officer.sync();

		expect((await officer.attention()).items).toMatchObject([{ code: 'of-office' }]);
		expect(await works(officer)).toEqual([]);
	});
});
