import { expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { groupObstacles, readObstacleRecord } from './read.ts';

const obstacle = (title: string, raisedOn: string, state?: 'open' | 'in_hand' | 'resolved', on = '2018-11-01') =>
	recordOf('obstacle', {
		statement: { title, raisedOn, asks: 'district' },
		...(state && { answer: { state, on } })
	});

test('obstacles stand by how far they are, those that wait longest first', () => {
	const groups = groupObstacles([
		obstacle('c', '2018-09-01', 'resolved', '2018-09-20'),
		obstacle('d', '2018-08-01', 'resolved', '2018-10-20'),
		obstacle('b', '2018-10-29'),
		obstacle('a', '2018-10-26', 'open'),
		recordOf('obstacle', { statement: { title: 'bỏ', raisedOn: '2018-10-01', asks: 'commune' } }, { voided: true })
	]);

	expect(groups.map(({ state, obstacles }) => [state, obstacles.map(({ statement }) => statement.title)])).toEqual([
		['open', ['a', 'b']],
		['resolved', ['d', 'c']]
	]);
});

test('an obstacle that nobody has answered is open, one without a statement is not read', () => {
	expect(readObstacleRecord(obstacle('a', '2018-10-26'))?.state).toBe('open');
	expect(readObstacleRecord(recordOf('obstacle', {}))).toBeUndefined();
});
