import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { DISTRICT, REFERENCE, briefingRecords, communeNamed, seed } from '../../../../tests/support/trieu-son.ts';
import type { SyncRecord } from '../changes/change.ts';
import { COMMON_DOSSIER_ID, dossierId } from '../records/record-ids.ts';
import { findingId } from '../records/record-ids.ts';
import { criterionLog, filterTimeline, timeline } from './timeline.ts';

const unit = communeNamed('Dân Lý');
const of = { unit, reference: REFERENCE };
const told = (...records: SyncRecord[]) => timeline(records, of);

const visit = recordOf('visit', {
	opening: {
		purpose: 'department',
		department: 'so-yt',
		on: '2018-10-31',
		startedAt: '2018-10-31T02:00:00.000Z',
		criteria: [15]
	},
	attendance: { province: ['Phó Giám đốc', 'Chuyên viên'], district: ['Trưởng phòng Y tế'], commune: [] },
	conclusion: { text: 'Đạt', closedAt: '2018-10-31T04:00:00.000Z' }
});
const photoOf = (record: SyncRecord) =>
	recordOf('photo', {
		file: {
			of: { kind: record.kind, id: record.id },
			sha256: 'a'.repeat(64),
			bytes: 1,
			width: 1,
			height: 1,
			filetype: 'image/jpeg',
			takenAt: '2018-10-31T02:00:00.000Z'
		}
	});
const remark = recordOf('remark', {
	text: { visit: visit.id, criterion: 15, text: 'Bổ sung biên bản' },
	answer: { state: 'done', on: '2018-11-01' }
});
const check = recordOf('check', {
	subject: { indicator: '6.3' },
	measurement: { on: '2018-10-24', part: 6, whole: 8, met: 'met' }
});
const obstacle = recordOf('obstacle', {
	statement: { criterion: 17, title: 'Chưa có hợp đồng thu gom rác', raisedOn: '2018-10-21', asks: 'district' },
	answer: { state: 'resolved', on: '2018-11-02', text: 'Đã ký' }
});

describe('the timeline of a commune', () => {
	test('goes from the newest day to the oldest, whenever it was written', () => {
		const entries = told(check, obstacle, visit);
		expect(entries.map(({ on, kind }) => [on, kind])).toEqual([
			['2018-11-02', 'obstacle_resolved'],
			['2018-10-31', 'visit'],
			['2018-10-24', 'check'],
			['2018-10-21', 'obstacle_raised']
		]);
	});

	test('tells a visit with what came of it', () => {
		const finding = recordOf('finding', { verdict: { verdict: 'satisfied' } }, { id: findingId(visit.id, 15) });
		const records = [visit, finding, remark, photoOf(visit), photoOf(remark), photoOf(check)];
		expect(told(...records)).toMatchObject([
			{
				kind: 'visit',
				department: 'so-yt',
				criteria: [15],
				findings: { satisfied: 1, needs_work: 0, not_satisfied: 0 },
				remarks: { total: 1, open: 0 },
				attended: 3,
				photos: 2,
				conclusion: 'Đạt',
				closed: true,
				by: 'can-bo-xa'
			}
		]);
	});

	test('tells a check as it was judged, with its photos and the review of this very value', () => {
		const judged = check.registers['measurement']!.change;
		const review = recordOf('review', {
			verdict: { of: { kind: 'check', id: check.id }, judged, verdict: 'verified', on: '2018-10-25' }
		});
		expect(told(check, photoOf(check), review)).toMatchObject([
			{
				indicator: '6.3',
				standing: 'not_met',
				photos: 1,
				criteria: [6],
				review: { verdict: 'verified', on: '2018-10-25' }
			}
		]);
		expect(told(check)).toMatchObject([{ photos: 0, review: null }]);
	});

	test('of two reviews the one the server took last stands, and one not sent yet goes before both', () => {
		const judged = check.registers['measurement']!.change;
		const review = (verdict: 'verified' | 'returned' | 'reopened', seq: number) =>
			recordOf(
				'review',
				{ verdict: { of: { kind: 'check', id: check.id }, judged, verdict, on: '2018-10-25' } },
				{ seq }
			);
		const standing = (...records: SyncRecord[]) =>
			told(check, ...records).map((entry) => entry.kind === 'check' && entry.review?.verdict);

		expect(standing(review('returned', 12), review('verified', 11))).toEqual(['returned']);
		expect(standing(review('reopened', 0), review('returned', 12))).toEqual(['reopened']);
	});

	test('tells what became complete, was sent, was inspected and was confirmed', () => {
		const appraisal = recordOf(
			'appraisal',
			{
				sent: { on: '2018-10-12' },
				inspected: { on: '2018-10-20' },
				confirmed: { on: '2018-10-30', criteria: [6, 16], verdict: 'supplement', note: 'Thiếu một giấy' }
			},
			{ id: 'appraisal:so-vhttdl' }
		);
		const records = [
			appraisal,
			recordOf('dossier', { state: { state: 'complete', on: '2018-10-26' } }, { id: dossierId(19) }),
			recordOf('dossier', { state: { state: 'complete', on: '2018-10-27' } }, { id: COMMON_DOSSIER_ID }),
			recordOf('dossier', { state: { state: 'preparing', on: '2018-10-28' } }, { id: dossierId(3) })
		];
		expect(told(...records)).toMatchObject([
			{
				kind: 'letter',
				department: 'so-vhttdl',
				criteria: [6, 16],
				points: [
					{ of: '6', verdict: 'supplement', note: 'Thiếu một giấy' },
					{ of: '16', verdict: 'supplement', note: 'Thiếu một giấy' }
				]
			},
			{ kind: 'dossier_complete', dossier: 'common', criteria: [] },
			{ kind: 'dossier_complete', dossier: 19, criteria: [19] },
			{ kind: 'inspected', department: 'so-vhttdl' },
			{ kind: 'sent', department: 'so-vhttdl' }
		]);
	});

	test("tells a department's inspection once, though visit and appraisal both hold it", () => {
		const inspected = { on: '2018-10-31', visitId: visit.id };
		const appraisal = recordOf('appraisal', { inspected }, { id: 'appraisal:so-yt' });
		expect(told(visit, appraisal).map(({ kind }) => kind)).toEqual(['visit']);
		expect(told(appraisal).map(({ kind }) => kind)).toEqual(['inspected']);
	});

	test('tells an obstacle that stands with how it is being dealt with', () => {
		const inHand = recordOf('obstacle', {
			statement: { title: 'Chưa có đất', raisedOn: '2018-10-29', asks: 'district' },
			answer: { state: 'in_hand', on: '2018-11-01' }
		});
		expect(told(inHand)).toMatchObject([
			{ kind: 'obstacle_raised', answer: 'in_hand', answerOn: '2018-11-01', criteria: [] }
		]);
	});

	test('tells a task when it is done, on the day it was done', () => {
		const assignment = { title: 'Nộp biên bản', assignee: 'x', dueOn: '2018-11-02', criterion: 6 };
		expect(told(recordOf('task', { assignment }))).toEqual([]);
		expect(told(recordOf('task', { assignment, progress: { state: 'done', on: '2018-11-03' } }))).toMatchObject([
			{ kind: 'task_done', on: '2018-11-03', title: 'Nộp biên bản', criteria: [6] }
		]);
	});

	test('says of a check that it was taken out, and why; of other things that were voided nothing', () => {
		const subject = { indicator: '6.3' };
		const voided = recordOf('check', { subject, measurement: { on: '2018-10-24', met: 'met' } }, { voided: true });
		expect(told(voided)).toMatchObject([
			{ kind: 'check_voided', indicator: '6.3', checkedOn: '2018-10-24', criteria: [6], recordId: voided.id }
		]);
		expect(told(voided)[0]).toHaveProperty('reason', expect.stringMatching(/./));

		const statement = { title: 'Thiếu đất', raisedOn: '2018-10-21', asks: 'district' } as const;
		expect(told(recordOf('obstacle', { statement }, { voided: true }))).toEqual([]);
	});
});

describe('the year of the finish in the timeline', () => {
	test('a plan of 2017 that was not met ends on the last day of 2017', () => {
		expect(told(...briefingRecords().get(unit.id)!)).toMatchObject([
			{
				kind: 'tally',
				on: '2018-11-02',
				dossiers: { complete: 19, common: false },
				departments: { sent: 8, inspected: 5 }
			},
			{ kind: 'carried_over', on: '2017-12-31', fromYear: 2017, toYear: 2018 }
		]);
	});

	test('and stays there when the year is moved afterwards', () => {
		const registration = {
			...{ year: 2019, basis: 'district_plan', carriedOver: true },
			movedFrom: [{ year: 2018, on: '2018-11-02', basis: 'plan_2017' }]
		};
		expect(told(recordOf('target', { registration }, { id: 'target' }))).toMatchObject([
			{ kind: 'target_moved', fromYear: 2018, toYear: 2019 },
			{ kind: 'carried_over', on: '2017-12-31', fromYear: 2017, toYear: 2018 }
		]);
	});

	test('Thọ Cường is moved from 2018 to 2019 at the briefing', () => {
		const moved = communeNamed('Thọ Cường');
		const entries = timeline(briefingRecords().get(moved.id)!, { ...of, unit: moved });
		expect(entries).toContainEqual(
			expect.objectContaining({
				kind: 'target_moved',
				on: '2018-11-02',
				fromYear: 2018,
				toYear: 2019,
				basis: seed.conference.name
			})
		);
	});

	test('of two moves each tells where it went', () => {
		const registration = {
			year: 2020,
			basis: 'district_plan',
			movedFrom: [
				{ year: 2018, on: '2018-11-02', basis: 'a' },
				{ year: 2019, on: '2019-11-01', basis: 'b' }
			]
		};
		expect(told(recordOf('target', { registration }, { id: 'target' }))).toMatchObject([
			{ on: '2019-11-01', fromYear: 2019, toYear: 2020 },
			{ on: '2018-11-02', fromYear: 2018, toYear: 2019 }
		]);
	});

	test('figures reported on two days are told on each', () => {
		const tally = recordOf(
			'tally',
			{
				dossiers: { complete: 5, common: null, on: '2018-10-20' },
				departments: { sent: null, inspected: 2, on: '2018-11-02' }
			},
			{ id: 'tally' }
		);
		expect(
			told(tally).map(({ on, kind, ...rest }) => [on, kind, 'dossiers' in rest, 'departments' in rest])
		).toEqual([
			['2018-11-02', 'tally', false, true],
			['2018-10-20', 'tally', true, false]
		]);
	});
});

test("of a briefing only what it decided about the commune is told, on the briefing's day", () => {
	const unitId = DISTRICT.id;
	const briefing = recordOf(
		'briefing',
		{ meeting: { on: '2018-11-02', place: 'hội trường', chair: 'Chủ tịch', attendees: [] } },
		{ unitId }
	);
	const decision = (communeId: string) =>
		recordOf(
			'decision',
			{ decision: { briefingId: briefing.id, text: 'Về đích', communeId, targetYear: 2018 } },
			{ unitId }
		);

	expect(told(briefing, decision(unit.id), decision('15754'))).toMatchObject([
		{ kind: 'decision', on: '2018-11-02', targetYear: 2018, text: 'Về đích' }
	]);
});

test('the log of a criterion holds only what was recorded at it', () => {
	expect(criterionLog([check, obstacle, visit], 6, of).map(({ kind }) => kind)).toEqual(['check']);
	expect(criterionLog([check, obstacle, visit], 17, of).map(({ kind }) => kind)).toEqual([
		'obstacle_resolved',
		'obstacle_raised'
	]);
});

test('the filters part the timeline', () => {
	const entries = told(check, obstacle, visit, ...briefingRecords().get(unit.id)!);
	const kindsOf = (group: Parameters<typeof filterTimeline>[1]) =>
		filterTimeline(entries, group).map(({ kind }) => kind);

	expect(kindsOf('all')).toHaveLength(entries.length);
	expect(kindsOf('inspection')).toEqual(['visit', 'check']);
	expect(kindsOf('obstacle')).toEqual(['obstacle_resolved', 'obstacle_raised']);
	expect(kindsOf('dossier')).toEqual(['tally']);
	expect(kindsOf('conclusion')).toEqual(['carried_over']);
});
