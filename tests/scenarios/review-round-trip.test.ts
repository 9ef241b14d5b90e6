import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KindName } from '#lib/domain/records/kinds.ts';
import type { RecordEdit } from '#lib/domain/records/record-edit.ts';
import { criterionLog } from '#lib/domain/progress/timeline.ts';
import { lastCheck } from '#lib/domain/records/check/read.ts';
import { voidRecord } from '#lib/domain/records/void-edits.ts';
import { officeOf } from '#lib/domain/reference/office.ts';
import type { JudgedValue } from '#lib/domain/review/judged-values.ts';
import { readReturn, reopenValue, verifyValue } from '#lib/domain/review/review-edits.ts';
import { askToReopen, closeRequest } from '#lib/domain/review/reopen-request.ts';
import { reviewQueue } from '#lib/domain/review/review-queue.ts';
import { valuesToCorrect } from '#lib/domain/review/to-correct.ts';
import { DATABASES } from '../support/databases.ts';
import { District, MINH_CHAU } from '../support/district.ts';
import type { Phone } from '../support/phone.ts';

const ON = '2018-11-05';
const set = 'vn-commune-2016';

describe.each(DATABASES)('a check between the commune and the office, on %s', (database) => {
	let district: District;
	let phone: Phone;
	let desk: Phone;

	beforeEach(async () => {
		district = await District.open(database);
		phone = await district.officerOf(MINH_CHAU, 'can-bo');
		desk = await district.office('van-phong');
	});
	afterEach(() => district.close());

	const isOffice = officeOf({
		people: [{ id: 'van-phong', name: '', post: '', role: 'district_office', units: [] }]
	});
	const queue = async (): Promise<JudgedValue[]> =>
		reviewQueue(await desk.records(MINH_CHAU), { set, isOffice, today: ON });
	const toCorrect = async (): Promise<JudgedValue[]> =>
		valuesToCorrect(await phone.records(MINH_CHAU), { set, isOffice });
	const save = (on: Phone, { unitId, kind, recordId, set: values }: RecordEdit) =>
		on.save(unitId, kind as KindName, recordId, values);
	const review = () => ({ reviewId: desk.newId(), on: ON });
	const give = async (value: JudgedValue, text: string) =>
		save(desk, readReturn({ reason: 'missing_papers', text }, value, review()).edit!);
	const syncBoth = async () => {
		await phone.sync();
		await desk.sync();
		await phone.sync();
	};

	test('recorded by mistake is taken out: what stood before stands again, nobody is asked about it, and the log says why', async () => {
		const first = await phone.check(MINH_CHAU, '6.3', { on: '2018-11-01', part: 6, whole: 8 });
		const mistaken = await phone.check(MINH_CHAU, '6.3', { on: ON, part: 6, whole: 9 });
		await syncBoth();
		expect(await queue()).toHaveLength(2);
		phone.goOffline();
		const record = await phone.record(MINH_CHAU, 'check', mistaken);
		await save(phone, voidRecord(record!, 'Đếm cả thôn đã sáp nhập'));
		expect(lastCheck(await phone.records(MINH_CHAU), { set, indicator: '6.3' })?.id).toBe(first);

		phone.goOnline();
		await syncBoth();
		const records = await desk.records(MINH_CHAU);
		expect(lastCheck(records, { set, indicator: '6.3' })?.id).toBe(first);
		expect((await queue()).map((value) => value.record.id)).toEqual([first]);
		const reference = await district.referenceFor('van-phong');
		const unit = reference.units.find(({ id }) => id === MINH_CHAU)!;
		expect(criterionLog(records, 6, { unit, reference })).toContainEqual(
			expect.objectContaining({ kind: 'check_voided', reason: 'Đếm cả thôn đã sáp nhập', recordId: mistaken })
		);
	});

	test('returned offline, corrected offline and verified, each side being away in turn', async () => {
		const id = await phone.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		await syncBoth();

		desk.goOffline();
		const [first] = await queue();
		await give(first!, 'Bổ sung biên bản nghiệm thu.');
		expect(await queue()).toEqual([]);
		expect(await toCorrect()).toEqual([]);
		desk.goOnline();
		await desk.sync();

		await phone.sync();
		phone.goOffline();
		const [returned] = await toCorrect();
		expect(returned).toMatchObject({ state: 'returned', review: { by: 'van-phong' } });
		expect(returned!.review!.reason).toEqual({ code: 'missing_papers', text: 'Bổ sung biên bản nghiệm thu.' });
		await phone.save(MINH_CHAU, 'check', id, { measurement: { on: ON, part: 6, whole: 8, met: 'not_met' } });
		expect(await toCorrect()).toEqual([]);
		phone.goOnline();
		await syncBoth();

		const [corrected] = await queue();
		expect(corrected).toMatchObject({ state: 'waiting', reviews: [{ verdict: 'returned' }] });
		await save(desk, verifyValue(corrected!, review()));
		await syncBoth();
		expect(await queue()).toEqual([]);
		expect((await phone.attention()).items).toEqual([]);
		expect((await district.records(MINH_CHAU)).filter(({ kind }) => kind === 'conflict')).toEqual([]);
	});

	test('a verdict on a value that was edited meanwhile is stale, and the edit waits for another', async () => {
		const id = await phone.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		await syncBoth();
		desk.goOffline();
		const [seen] = await queue();
		await save(desk, verifyValue(seen!, review()));

		await phone.save(MINH_CHAU, 'check', id, { measurement: { on: ON, part: 8, whole: 8, met: 'met' } });
		await phone.sync();
		desk.goOnline();
		await desk.sync({ tries: 2 });

		expect((await desk.attention()).items).toMatchObject([{ code: 'stale' }]);
		const [again] = await queue();
		expect(again).toMatchObject({ state: 'waiting', kind: 'check', check: { measurement: { part: 8 } } });
	});

	test('a verified value is asked for with the value wanted, reopened and corrected', async () => {
		const id = await phone.check(MINH_CHAU, '6.3', { part: 7, whole: 8 });
		await syncBoth();
		const [value] = await queue();
		await save(desk, verifyValue(value!, review()));
		await syncBoth();

		const check = (await phone.record(MINH_CHAU, 'check', id))!;
		const wanted = { on: ON, part: 6, whole: 8, met: 'not_met' as const };
		await save(
			phone,
			askToReopen({
				...{ taskId: phone.newId(), check, criterion: 6, title: 'Mở lại 6.3', assignee: 'van-phong' },
				...{ wanted, reason: 'Đếm nhầm thôn 3', today: ON }
			})
		);
		await syncBoth();

		const [asked] = await queue();
		expect(asked).toMatchObject({ state: 'verified', request: { wanted, reason: 'Đếm nhầm thôn 3' } });
		await save(desk, reopenValue(asked!, review()));
		await save(desk, closeRequest(asked!.request!, { on: ON }));
		await syncBoth();

		expect(await toCorrect()).toMatchObject([{ state: 'reopened' }]);
		await phone.save(MINH_CHAU, 'check', id, { measurement: wanted });
		await syncBoth();
		expect((await phone.attention()).items).toEqual([]);
		expect(await queue()).toMatchObject([{ state: 'waiting', check: { measurement: { part: 6 } } }]);
	});

	test('several are verified at one stroke, each by a review of its own; one taken back waits again', async () => {
		for (const indicator of ['6.3', '9.1', '15.1']) await phone.check(MINH_CHAU, indicator, { value: 1 });
		await syncBoth();
		const all = await queue();
		for (const value of all) await save(desk, verifyValue(value, review()));
		await save(desk, reopenValue(all[1]!, review()));
		await syncBoth();

		const reviews = (await district.records(MINH_CHAU)).filter(({ kind }) => kind === 'review');
		expect(reviews).toHaveLength(4);
		expect((await queue()).map(({ record }) => record.id)).toEqual([all[1]!.record.id]);
	});
});
