import { expect, test } from 'vitest';
import { communeProgress } from '#lib/domain/progress/commune.ts';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { recordOf } from '../../../../tests/support/records.ts';
import { letter } from '../../../../tests/support/minh-chau.ts';
import { REFERENCE, communeNamed } from '../../../../tests/support/trieu-son.ts';
import { departmentRows } from './department-rows.ts';

const unit = communeNamed('Dân Lý');
const on = '2018-11-02';

function rowsOf(records: SyncRecord[], set = 'vn-commune-2016') {
	const { departments } = communeProgress(records, { unit, reference: REFERENCE, today: '2018-11-05' });

	return departmentRows(records, departments, { list: REFERENCE.departments, set });
}
const appraisal = (department: string, register: 'sent' | 'inspected') =>
	recordOf('appraisal', { [register]: { on } }, { id: `appraisal:${department}` });
const standings = (rows: ReturnType<typeof rowsOf>['others']) => [...new Set(rows.map(({ standing }) => standing))];

test('those that came stand before those that were sent to, each with the criteria it judges', () => {
	const { known, others } = rowsOf([appraisal('so-xd', 'sent'), appraisal('so-yt', 'inspected')]);
	expect(known.map(({ id, standing, criteria }) => [id, standing, criteria])).toEqual([
		['so-yt', 'inspected', [15, 17]],
		['so-xd', 'sent', [1, 9, 17]]
	]);
	expect(others).toHaveLength(15);
	expect(standings(others)).toEqual(['not_sent']);
});

test('where nothing is recorded, nobody is known by name', () => {
	const { known, others } = rowsOf([]);
	expect(known).toEqual([]);
	expect(standings(others)).toEqual(['unknown']);
});

test('a department that confirmed without having been sent to is among the known', () => {
	const { known } = rowsOf([letter('so-yt', on, { 15: 'passed' })]);
	expect(known.map(({ id, progress }) => [id, progress.verdicts])).toMatchObject([
		['so-yt', [{ of: '15', verdict: 'passed', on }]]
	]);
});

test('a list that was drawn up for other criteria names none', () => {
	expect(rowsOf([appraisal('so-yt', 'sent')], 'vn-commune-2021').known[0]?.criteria).toEqual([]);
});
