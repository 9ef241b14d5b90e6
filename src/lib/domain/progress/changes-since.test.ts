import { expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { communeNamed, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { changesSince } from './changes-since.ts';

const place = { unit: communeNamed('Minh Châu'), reference: { ...REFERENCE, people: [] }, today: '2018-11-05' };

test('tells the figures of the last briefing’s day beside today’s, and what happened between', () => {
	const records = [
		recordOf('tally', { departments: { sent: 3, inspected: 1, on: '2018-10-01' } }, { id: 'tally' }),
		recordOf('dossier', { state: { state: 'complete', on: '2018-10-02' } }, { id: 'dossier:4' }),
		recordOf('dossier', { state: { state: 'complete', on: '2018-11-04' } }, { id: 'dossier:6' }),
		recordOf('obstacle', {
			statement: { title: 'Thiếu vốn', raisedOn: '2018-11-03', asks: 'district' }
		})
	];
	const changes = changesSince(records, '2018-11-02', place);

	expect(changes.openObstacles).toEqual({ before: 0, now: 1 });
	expect(changes.sent).toEqual({ before: 3, now: 3 });
	expect(changes.common).toEqual({ before: null, now: null });
	expect(changes.entries.map(({ kind }) => kind)).toEqual(['dossier_complete', 'obstacle_raised']);
});
