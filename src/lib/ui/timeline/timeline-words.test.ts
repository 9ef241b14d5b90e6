import { describe, expect, test } from 'vitest';
import { groundOf } from '#lib/domain/criteria/threshold.ts';
import { communeProgress } from '#lib/domain/progress/commune.ts';
import { timeline } from '#lib/domain/progress/timeline.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { currentSet } from '#lib/domain/reference/reference.ts';
import { recordOf } from '../../../../tests/support/records.ts';
import { DISTRICT, REFERENCE, briefingRecords, communeNamed } from '../../../../tests/support/trieu-son.ts';
import { rankEntries } from './entry-ranks.ts';
import { timelineWords } from './timeline-words.ts';

const unit = communeNamed('Dân Lý');
const today = '2018-11-05';

function told(...records: SyncRecord[]) {
	const entries = timeline(records, { unit, reference: REFERENCE });
	const ranks = rankEntries(entries, communeProgress(records, { unit, reference: REFERENCE, today }));
	const { departments, people } = REFERENCE;

	return entries.map((entry) =>
		timelineWords(entry, {
			set: currentSet(REFERENCE),
			groundOf: (year) => groundOf(unit, year, REFERENCE),
			...{ departments, people, ranks }
		})
	);
}

const complete = (criterion: number, on: string) =>
	recordOf('dossier', { state: { state: 'complete', on } }, { id: `dossier:${criterion}` });
const sentTo = (department: string, on: string) =>
	recordOf('appraisal', { sent: { on } }, { id: `appraisal:${department}` });
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a visit', () => {
	const opening = {
		purpose: 'department' as const,
		department: 'so-vhttdl',
		on: '2018-10-12',
		startedAt: '2018-10-12T02:00:00.000Z',
		criteria: [6, 16]
	};
	const finding = (visit: SyncRecord, criterion: number, verdict: 'satisfied' | 'needs_work') =>
		recordOf('finding', { verdict: { verdict } }, { id: `finding:${visit.id}:${criterion}` });

	test('of a department names it, its criteria and what came of it', () => {
		const visit = recordOf('visit', {
			opening,
			attendance: { province: ['a', 'b'], district: ['c'], commune: [] },
			conclusion: { text: 'Bổ sung trong tuần', closedAt: '2018-10-12T04:00:00.000Z' }
		});
		const text = { visit: visit.id, criterion: 6, text: 'Bổ sung biên bản' };
		const records = [
			visit,
			finding(visit, 6, 'needs_work'),
			finding(visit, 16, 'satisfied'),
			recordOf('remark', { text })
		];
		const [words] = told(...records);

		expect(plain(words!.title)).toBe('Sở Văn hóa, Thể thao và Du lịch kiểm tra tiêu chí 6, 16');
		expect(plain(words!.strong!)).toBe('Sở Văn hóa, Thể thao và Du lịch');
		expect(words!.note).toBe('Bổ sung trong tuần. Đoàn 3 người, 1 ghi nhận, còn 1 chưa xong.');
	});

	test('that ended without words tells its verdicts', () => {
		const conclusion = { text: '', closedAt: '2018-10-12T04:00:00.000Z' };
		const visit = recordOf('visit', { opening, conclusion });
		const records = [visit, finding(visit, 6, 'needs_work'), finding(visit, 16, 'satisfied')];
		expect(told(...records)).toMatchObject([{ note: '1 tiêu chí đạt, 1 cần bổ sung.' }]);
	});

	test('that still goes on says so; the verdict of a single criterion is not counted', () => {
		const visit = recordOf('visit', { opening: { ...opening, purpose: 'follow_up', criteria: [6] } });
		expect(told(visit, finding(visit, 6, 'satisfied'))).toMatchObject([
			{ title: 'Buổi kiểm tra theo dõi, tiêu chí 6', note: 'Chưa kết thúc. Đạt.' }
		]);
	});
});

describe('dossiers and departments', () => {
	test('are numbered in their order', () => {
		const all = Array.from({ length: 19 }, (_, at) =>
			complete(at + 1, `2018-10-${String(at + 1).padStart(2, '0')}`)
		);
		const [last, before] = told(...all);
		expect(plain(last!.title)).toBe('Xong hồ sơ tiêu chí 19, Quốc phòng và An ninh');
		expect(last!.note).toBe('Hồ sơ thứ 19 trong 19.');
		expect(before!.note).toBe('Hồ sơ thứ 18 trong 19.');

		expect(told(sentTo('so-tnmt', '2018-10-24'), sentTo('so-yt', '2018-10-08'))).toMatchObject([
			{ strong: expect.stringContaining('Tài nguyên'), note: 'Ngành thứ 2 trong 17.' },
			{ note: 'Ngành thứ 1 trong 17.' }
		]);
	});

	test('have no number where the commune reported more than is dated', () => {
		const reported = briefingRecords().get(unit.id)!;
		const notes = told(sentTo('so-yt', '2018-10-08'), complete(1, '2018-10-09'), ...reported).map(
			({ note }) => note
		);
		expect(notes.filter((note) => note.includes('thứ'))).toEqual([]);
	});
});

test('the briefing tells its figures and leaves out what nobody knew', () => {
	expect(told(...briefingRecords().get(unit.id)!)).toMatchObject([
		{
			title: 'Số báo của xã',
			note: 'Hồ sơ 19/19, thiếu hồ sơ chung, gửi 8/17 ngành, 5 ngành đã kiểm tra.'
		},
		{ title: 'Chưa đạt theo kế hoạch năm 2017', note: 'Tiếp tục phấn đấu đạt chuẩn năm 2018.' }
	]);
	const on = '2018-11-02';
	const dossiers = { complete: null, common: null, on };
	expect(told(recordOf('tally', { dossiers }, { id: 'tally' }))).toMatchObject([{ note: 'Xã chưa báo con số nào.' }]);
});

test('an obstacle tells where, whom it asks and how it stands; once cleared it is told again', () => {
	const statement = { criterion: 17, title: 'Chưa có hợp đồng', raisedOn: '2018-10-21', asks: 'district' as const };
	const answer = { state: 'resolved' as const, on: '2018-11-02', text: 'Đã ký' };
	expect(told(recordOf('obstacle', { statement, answer }))).toEqual([
		{ title: 'Đã gỡ vướng mắc tiêu chí 17: Chưa có hợp đồng', note: 'Đã ký.' },
		{ title: 'Vướng mắc tiêu chí 17: Chưa có hợp đồng', note: 'Đề nghị huyện gỡ, đã gỡ 02/11.' }
	]);
	const { criterion: _, ...ofTheWhole } = statement;
	expect(told(recordOf('obstacle', { statement: ofTheWhole }))).toEqual([
		{ title: 'Vướng mắc của xã: Chưa có hợp đồng', note: 'Đề nghị huyện gỡ, đang mở.' }
	]);
});

test('a target year goes back and forth with the basis it had', () => {
	const registration = {
		year: 2018,
		basis: 'province_decision',
		movedFrom: [
			{ year: 2018, on: '2018-03-01', basis: 'plan_2017' },
			{ year: 2019, on: '2018-11-02', basis: 'Nghị quyết 05' }
		]
	};
	expect(told(recordOf('target', { registration }, { id: 'target' }))).toMatchObject([
		{ title: 'Đưa đích từ năm 2019 về năm 2018', note: 'Năm 2019 theo Nghị quyết 05.' },
		{ title: 'Lùi đích từ năm 2018 sang năm 2019', note: 'Năm 2018 theo kế hoạch năm 2017.' }
	]);
});

test('a decision of the briefing says the year only where its words do not', () => {
	const unitId = DISTRICT.id;
	const meeting = { on: '2018-11-02', place: 'hội trường', chair: 'Chủ tịch', attendees: [] };
	const briefing = recordOf('briefing', { meeting }, { unitId });
	const decided = (text: string) =>
		recordOf(
			'decision',
			{ decision: { briefingId: briefing.id, text, communeId: unit.id, targetYear: 2018, dueOn: '2018-11-15' } },
			{ unitId }
		);
	expect(told(briefing, decided('Về đích năm 2018.'))).toMatchObject([
		{ title: 'Giao ban: Về đích năm 2018', note: 'Hạn 15/11.' }
	]);
	expect(told(briefing, decided('Quyết tâm về đích'))).toMatchObject([{ note: 'Đích 2018, hạn 15/11.' }]);
});
