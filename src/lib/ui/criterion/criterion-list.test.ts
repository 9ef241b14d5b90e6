import { expect, test } from 'vitest';
import { communeProgress } from '#lib/domain/progress/commune.ts';
import { recordOf } from '../../../../tests/support/records.ts';
import { REFERENCE, briefingRecords, communeNamed } from '../../../../tests/support/trieu-son.ts';
import { filterCounts, groupCriteria, stripGroups } from './criterion-list.ts';

const set = REFERENCE.criteriaSets[0]!;
const unit = communeNamed('Minh Châu');
const of = { unit, reference: REFERENCE, today: '2018-11-05' };

test('a commune that recorded every dossier is filtered by finished and unfinished', () => {
	const dossiers = set.criteria.map(({ no }) =>
		recordOf(
			'dossier',
			{ state: { state: no <= 5 ? 'complete' : 'preparing', on: '2018-10-20' } },
			{ id: `dossier:${no}` }
		)
	);
	const obstacle = recordOf('obstacle', {
		statement: { criterion: 6, title: 'Chưa có mặt bằng', raisedOn: '2018-10-29', asks: 'district' }
	});
	const { criteria } = communeProgress([...dossiers, obstacle], of);

	expect(filterCounts(criteria)).toEqual([
		{ filter: 'all', count: 19 },
		{ filter: 'blocked', count: 1 },
		{ filter: 'unfinished', count: 14 },
		{ filter: 'finished', count: 5 }
	]);
});

test('cells of which only a total is known count neither way', () => {
	const { criteria } = communeProgress(briefingRecords().get(unit.id)!, of);

	expect(filterCounts(criteria).slice(2)).toEqual([
		{ filter: 'unfinished', count: 0 },
		{ filter: 'unknown', count: 19 }
	]);
});

test('groups keep their order and go when nothing is left in them', () => {
	expect(stripGroups(set).map(({ count }) => count)).toEqual([1, 8, 4, 4, 2]);
	const left = set.criteria.filter(({ no }) => no === 2 || no === 18);
	expect(groupCriteria(set, left).map(({ no }) => no)).toEqual(['II', 'V']);
});
