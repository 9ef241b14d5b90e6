import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import type { SyncRecord } from '../changes/change.ts';
import { COMMON_DOSSIER_ID, dossierId } from '../records/record-ids.ts';
import { deadlineTone, dueItems } from './schedule.ts';

const TODAY = '2018-11-05';
const due = (...records: SyncRecord[]) => dueItems(records, { today: TODAY });

const task = (title: string, dueOn: string, progress?: { state: 'open' | 'done'; on?: string }, voided = false) =>
	recordOf(
		'task',
		{ assignment: { title, assignee: 'Chủ tịch', dueOn, criterion: 6 }, ...(progress ? { progress } : {}) },
		{ voided }
	);
const dossier = (id: string, expectedOn: string, state: 'preparing' | 'complete' = 'preparing') =>
	recordOf('dossier', { plan: { expectedOn }, state: { state } }, { id });
const remark = (dueOn: string | undefined, state?: 'open' | 'done') =>
	recordOf('remark', {
		text: {
			visit: '0166cac1-f2fa-7000-8000-0000000000fa',
			criterion: 17,
			text: 'Ký hợp đồng thu gom',
			...(dueOn ? { dueOn } : {})
		},
		...(state ? { answer: { state, on: '2018-11-04' } } : {})
	});

describe('what is due', () => {
	test('comes by its day, so that the late comes first', () => {
		const items = due(
			task('Báo cáo thu gom rác', '2018-11-09'),
			dossier(dossierId(6), '2018-11-30'),
			task('Nộp biên bản', '2018-11-02'),
			remark('2018-11-05')
		);
		expect(items.map(({ kind, daysLeft, late }) => [kind, daysLeft, late])).toEqual([
			['task', -3, true],
			['remark', 0, false],
			['task', 4, false],
			['dossier', 25, false]
		]);
	});

	test('counts works that are not finished among what is late', () => {
		const works = (name: string, dueOn: string, percent?: number) =>
			recordOf('works', {
				contract: { name, criterion: 6, contractor: 'Nhà thầu xây dựng', dueOn },
				...(percent !== undefined && { progress: { percent, on: '2018-10-24' } })
			});
		const items = due(
			task('Nộp biên bản', '2018-11-02'),
			works('Nhà văn hóa thôn 3', '2018-10-31', 90),
			works('Sân thôn 5', '2018-12-01'),
			works('Trạm y tế', '2018-10-01', 100)
		);
		expect(
			items.map(({ kind, text, criterion, assignee, late }) => [kind, text, criterion, assignee, late])
		).toEqual([
			['works', 'Nhà văn hóa thôn 3', 6, 'Nhà thầu xây dựng', true],
			['task', 'Nộp biên bản', 6, 'Chủ tịch', true],
			['works', 'Sân thôn 5', 6, 'Nhà thầu xây dựng', false]
		]);
	});

	test('carries what the screen puts into words', () => {
		const record = task('Nộp biên bản', '2018-11-02');
		expect(due(record)).toEqual([
			{
				kind: 'task',
				id: record.id,
				unitId: '15697',
				criterion: 6,
				text: 'Nộp biên bản',
				assignee: 'Chủ tịch',
				state: 'open',
				dueOn: '2018-11-02',
				daysLeft: -3,
				late: true
			}
		]);
		expect(due(dossier(COMMON_DOSSIER_ID, '2018-11-20'), dossier(dossierId(6), '2018-11-30'))).toMatchObject([
			{ kind: 'dossier', criterion: 'common', text: null },
			{ kind: 'dossier', criterion: 6, text: null }
		]);
		expect(due(remark('2018-11-12'))).toMatchObject([
			{ kind: 'remark', criterion: 17, text: 'Ký hợp đồng thu gom' }
		]);
	});

	test('a task done today stays in its place, no longer late; one done before is gone', () => {
		const items = due(
			task('Còn lại', '2018-11-03'),
			task('Xong hôm nay', '2018-11-02', { state: 'done', on: TODAY }),
			task('Xong hôm qua', '2018-11-02', { state: 'done', on: '2018-11-04' }),
			task('Xong lúc nào không rõ', '2018-11-02', { state: 'done' })
		);
		expect(items.map(({ text, state, late }) => [text, state, late])).toEqual([
			['Xong hôm nay', 'done', false],
			['Còn lại', 'open', true]
		]);
	});

	test('is nothing that is complete, answered, voided, without a day or of another set', () => {
		expect(
			due(
				dossier(dossierId(6), '2018-11-30', 'complete'),
				dossier('dossier:vn-commune-2021:6', '2018-11-30'),
				remark('2018-11-12', 'done'),
				remark(undefined),
				task('Ghi nhầm', '2018-11-02', undefined, true)
			)
		).toEqual([]);
	});
});

test.each([
	[-1, 'late'],
	[0, 'soon'],
	[3, 'soon'],
	[4, 'later']
])('with %i days left a deadline is %s', (daysLeft, tone) => {
	expect(deadlineTone(daysLeft)).toBe(tone);
});
