import { expect, test } from 'vitest';
import { unit } from '../../../../tests/support/minh-chau.ts';
import { recordOf } from '../../../../tests/support/records.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import type { SyncRecord } from '../changes/change.ts';
import { changesSince } from './commune-changes.ts';

const since = (...records: SyncRecord[]) =>
	changesSince(records, { unit, reference: REFERENCE, since: '2018-10-20', today: '2018-11-05' }).map(
		({ kind, count, sources }) => [kind, count, sources.flatMap(({ recordIds }) => recordIds)]
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
