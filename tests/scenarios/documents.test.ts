import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { documentsOf, standingOf } from '#lib/domain/records/document/read.ts';
import type { RecordEdit } from '#lib/domain/records/record-edit.ts';
import { issueDocuments, recordsWith } from '#lib/domain/report/issue-documents.ts';
import { paperText } from '../support/paper-text.ts';
import { firstForm } from '#lib/domain/report/report-form.ts';
import { issuedDocument } from '#lib/domain/report/stored-document.ts';
import { DATABASES } from '../support/databases.ts';
import { District } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';
import { briefingRecords, COMMUNES, communeNamed, DISTRICT, REFERENCE } from '../support/trieu-son.ts';

const MINH_CHAU = communeNamed('Minh Châu').id;
const HELD = '2018-11-02';

const keep = async (phone: Phone, edits: readonly RecordEdit[]) => {
	for (const { unitId, kind, recordId, set } of edits) await phone.save(unitId, kind as 'task', recordId, set);
};

/** The notice that stands on a device, as it would be printed. */
async function noticeOn(phone: Phone, briefingId: string): Promise<string> {
	const [paper] = standingOf(documentsOf(await phone.records(DISTRICT.id)), briefingId, 'notice');
	return paperText(issuedDocument(paper!)!);
}

describe.each(DATABASES)('a concluded briefing, on %s', (database) => {
	let district: District;
	let office: Phone;
	let briefingId: string;

	async function conclude(phone: Phone, text: string): Promise<void> {
		const edit = {
			...{ unitId: DISTRICT.id, kind: 'briefing', recordId: briefingId },
			set: { conclusion: { text, on: HELD } }
		};
		const records = (await phone.recordsByUnit()) as ReadonlyMap<string, readonly SyncRecord[]>;
		const papers = issueDocuments({
			of: {
				...{ district: DISTRICT, units: COMMUNES, reference: REFERENCE, today: HELD },
				recordsByUnit: recordsWith(records, [edit], phone.person.id)
			},
			...{ briefingId, form: firstForm(DISTRICT), newId: () => phone.newId() },
			issued: documentsOf(records.get(DISTRICT.id) ?? [])
		});
		await keep(phone, [edit, ...papers]);
	}

	beforeEach(async () => {
		district = await District.open(database);
		office = await district.office();
		for (const [unitId, records] of briefingRecords()) {
			for (const { kind, id, registers } of records) {
				const set = Object.entries(registers).map(([name, { value }]) => [name, value]);
				await office.save(unitId, kind as 'task', id, Object.fromEntries(set) as RecordEdit['set']);
			}
		}
		briefingId = office.newId();
		await office.save(DISTRICT.id, 'briefing', briefingId, {
			meeting: { on: HELD, place: 'Hội trường', chair: 'Chủ tịch', attendees: [] }
		});
		await office.sync();
	});
	afterEach(() => district.close());

	test('has the same papers on every device, whatever is recorded and decided later', async () => {
		await conclude(office, 'Bảy xã về đích năm 2018.');
		await office.sync();
		const then = await noticeOn(office, briefingId);

		await office.save(MINH_CHAU, 'target', 'target', { registration: { year: 2019, basis: 'district_plan' } });
		await office.save(DISTRICT.id, 'briefing', briefingId, { conclusion: { text: 'Sửa lại.', on: '2018-11-30' } });
		await office.sync();
		const newcomer = await district.office();
		await newcomer.sync();

		expect(await noticeOn(newcomer, briefingId)).toBe(then);
		expect(then).toContain('Bảy xã về đích năm 2018.');
		expect(await office.attention()).toMatchObject({ items: [] });
	});

	test('keeps the text of a paper from everybody’s second thoughts, the office’s too', async () => {
		await conclude(office, 'Bảy xã về đích năm 2018.');
		await office.sync();
		const then = await noticeOn(office, briefingId);
		const { id, head } = standingOf(documentsOf(await office.records(DISTRICT.id)), briefingId, 'notice')[0]!;

		await office.save(DISTRICT.id, 'document', id, { 'part:0': { blocks: [] } } as RecordEdit['set']);
		await office.save(DISTRICT.id, 'document', id, { head: { ...head, subject: 'khác' } });
		await office.sync();
		const { items } = await office.attention();
		expect(items).toMatchObject([{ kind: 'document' }, { kind: 'document' }]);

		const newcomer = await district.office();
		await newcomer.sync();
		expect(await noticeOn(newcomer, briefingId)).toBe(then);
	});

	test('is the office’s alone: no officer of a commune writes a paper', async () => {
		const officer = await district.officerOf(MINH_CHAU);
		await officer.save(DISTRICT.id, 'document', officer.newId(), { number: { no: '05' } });
		await officer.sync();

		expect((await officer.attention()).items).toMatchObject([{ kind: 'document' }]);
		expect((await district.records(DISTRICT.id)).filter(({ kind }) => kind === 'document')).toEqual([]);
	});

	test('concluded on two desks without network: both papers arrive, one keeps the number, both devices say so', async () => {
		const other = await district.office();
		await other.sync();
		office.goOffline();
		other.goOffline();
		await conclude(office, 'Kết luận của máy một.');
		await conclude(other, 'Kết luận của máy hai.');
		for (const phone of [office, other]) phone.goOnline();
		await office.sync();
		await other.sync();
		await office.sync();

		const [here, there] = await Promise.all(
			[office, other].map(async (phone) => {
				const notices = standingOf(documentsOf(await phone.records(DISTRICT.id)), briefingId, 'notice');
				return notices.map(({ id, number, clash }) => ({ id, number, clash }));
			})
		);
		expect(here).toEqual(there);
		expect(here!.map(({ number }) => number).sort()).toEqual(['01', null]);
		expect(here!.find(({ number }) => number === null)!.clash).toEqual({
			no: '01',
			with: here!.find(({ number }) => number === '01')!.id
		});
	});
});
