import { describe, expect, test } from 'vitest';
import { timeline } from '#lib/domain/progress/timeline.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { recordOf } from '../../../../tests/support/records.ts';
import { REFERENCE, briefingRecords, communeNamed } from '../../../../tests/support/trieu-son.ts';
import { groupByPeriod, timelineItems } from './timeline-items.ts';

const unit = communeNamed('Dân Lý');
const itemsOf = (...records: SyncRecord[]) => timelineItems(timeline(records, { unit, reference: REFERENCE }));

const checkOf = (indicator: string, on: string, by = 'can-bo-xa') =>
	recordOf('check', { subject: { indicator }, measurement: { on, met: 'met' } }, { by });
const obstacleOf = (raisedOn: string) =>
	recordOf('obstacle', { statement: { title: 'Chưa có đất', raisedOn, asks: 'district' } });

test('what one person checked on one day is told in one place', () => {
	const items = itemsOf(
		checkOf('6.1', '2018-10-20'),
		obstacleOf('2018-10-20'),
		checkOf('6.3', '2018-10-20'),
		checkOf('6.3', '2018-10-20', 'van-phong'),
		checkOf('6.2', '2018-10-21')
	);
	expect(
		items.map((item) => [item.on, item.kind, item.kind === 'checks' ? item.checks.length : item.entry.kind])
	).toEqual([
		['2018-10-21', 'entry', 'check'],
		['2018-10-20', 'entry', 'check'],
		['2018-10-20', 'checks', 2],
		['2018-10-20', 'entry', 'obstacle_raised']
	]);
	expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
});

describe('milestones', () => {
	test('are what was reported, decided, moved or in the way, once a day', () => {
		const items = itemsOf(
			...briefingRecords().get(unit.id)!,
			obstacleOf('2018-11-02'),
			checkOf('6.1', '2018-11-03')
		);
		const milestones = items.filter((item) => item.kind === 'entry' && item.isMilestone);
		expect(milestones.map(({ on }) => on)).toEqual(['2018-11-02']);
		expect(items[1]).toBe(milestones[0]);
	});
});

test('this year goes by months, other years as one', () => {
	const items = itemsOf(
		checkOf('6.1', '2018-11-03'),
		checkOf('6.1', '2018-11-01'),
		checkOf('6.1', '2018-10-03'),
		checkOf('6.1', '2017-12-31'),
		checkOf('6.1', '2017-01-31')
	);
	expect(groupByPeriod(items, '2018-11-05').map(({ key, items: within }) => [key, within.length])).toEqual([
		['2018-11', 2],
		['2018-10', 1],
		['2017', 2]
	]);
	expect(groupByPeriod([], '2018-11-05')).toEqual([]);
});
