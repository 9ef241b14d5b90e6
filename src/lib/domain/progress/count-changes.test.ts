import { expect, test } from 'vitest';
import { check, unit } from '../../../../tests/support/minh-chau.ts';
import { reviewOf } from '../../../../tests/support/reviews.ts';
import { recordOf } from '../../../../tests/support/records.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import type { SyncRecord } from '../changes/change.ts';
import { changesSince } from './changes-since.ts';

const since = (...records: SyncRecord[]) =>
	changesSince(records, '2018-10-20', { unit, reference: REFERENCE, today: '2018-11-05' }).counts.map(
		({ kind, count, records: some }) => [kind, count, some.map(({ id }) => id)]
	);

const dossier = (id: string, on: string) =>
	recordOf('dossier', { state: { state: 'complete', on } }, { id: `dossier:${id}` });
const inspected = (department: string, on: string) =>
	recordOf('appraisal', { inspected: { on } }, { id: `appraisal:${department}` });
const obstacle = (raisedOn: string, resolvedOn?: string) =>
	recordOf('obstacle', {
		statement: { title: 'Thiếu đất', criterion: 6, raisedOn, asks: 'district' },
		...(resolvedOn !== undefined && { answer: { state: 'resolved', on: resolvedOn } })
	});

test('what happened after the briefing before counts, up to today', () => {
	expect(
		since(
			dossier('3', '2018-10-20'),
			dossier('4', '2018-10-21'),
			dossier('5', '2018-11-05'),
			dossier('6', '2018-11-06'),
			dossier('common', '2018-11-01')
		)
	).toEqual([
		['dossiers', 2, ['dossier:5', 'dossier:4']],
		['common', 1, ['dossier:common']]
	]);
});

test('an obstacle is counted when it arose and when it was resolved, each in its own time', () => {
	const [old, fresh] = [obstacle('2018-10-01', '2018-10-30'), obstacle('2018-10-25')];

	expect(since(old, fresh)).toEqual([
		['raised', 1, [fresh.id]],
		['resolved', 1, [old.id]]
	]);
});

test('a department that was recorded and came on a visit too inspected once', () => {
	const visit = recordOf('visit', {
		opening: {
			...{ purpose: 'department', department: 'so-xd', on: '2018-10-30' },
			...{ startedAt: '2018-10-30T01:00:00.000Z', criteria: [6] }
		},
		conclusion: { text: '', closedAt: '2018-10-30T03:00:00.000Z' }
	});

	expect(since(inspected('so-xd', '2018-10-30'), visit).map(([kind, count]) => [kind, count])).toEqual([
		['inspected', 1]
	]);
	expect(since()).toEqual([]);
});

test('checks, what the office said of them, and a moved year are changes too', () => {
	const [before, after] = [check('6.3', '2018-10-01', {}), check('6.1', '2018-10-30', {})];
	const [verified, returned] = [reviewOf(before, 'verified'), reviewOf(after, 'returned', { text: 'Thiếu ảnh' })];
	const movedFrom = [{ year: 2018, on: '2018-11-02', basis: 'district_plan' }];
	const target = recordOf(
		'target',
		{ registration: { year: 2019, basis: 'district_plan', movedFrom } },
		{ id: 'target' }
	);

	expect(since(before, after, verified, returned, target)).toEqual([
		['checked', 1, [after.id]],
		['verified', 1, [verified.id]],
		['returned', 1, [returned.id]],
		['moved', 1, ['target']]
	]);
});

test('a verification taken back before anybody heard of it is no change; one of before is', () => {
	const value = check('6.3', '2018-10-01', {});
	const [now, before] = [reviewOf(value, 'verified'), reviewOf(value, 'verified', { on: '2018-10-10' })];
	const reopened = reviewOf(value, 'reopened');

	expect(since(value, now, reopened)).toEqual([]);
	expect(since(value, before, reopened)).toEqual([['reopened', 1, [reopened.id]]]);
});

test('what no timeline tells is counted as something else, so that nothing recorded is denied', () => {
	const others = [
		recordOf('paper', { item: { of: 6, name: 'Biên bản' }, state: { done: true, on: '2018-10-30' } }),
		recordOf('survey', { result: { on: '2018-10-30', households: 9, asked: 9, satisfied: 9 } }, { id: 'survey:1' }),
		recordOf('dossier', { state: { state: 'preparing', on: '2018-10-30' } }, { id: 'dossier:4' })
	];
	expect(since(...others).map(([kind, count]) => [kind, count])).toEqual([['other', 3]]);
});
