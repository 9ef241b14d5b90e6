import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { readWorks, worksToTyped, type WorksTyped } from './form.ts';
import { readWorksRecord, worksOf } from './read.ts';

const TODAY = '2018-11-05';
const ID = '0191b0c0-0000-7000-8000-000000000007';
const CONTRACT = { name: 'Nhà văn hóa thôn 3', criterion: 6, contractor: 'Nhà thầu xây dựng', dueOn: '2018-10-31' };
const RECORD = recordOf('works', { contract: CONTRACT, progress: { percent: 90, on: '2018-10-24' } }, { id: ID });
const WORKS = readWorksRecord(RECORD);
const FIRST = worksToTyped(undefined, TODAY, 6);

const read = (typed: Partial<WorksTyped>, works: typeof WORKS | null = WORKS) => {
	const shown = works ? worksToTyped(works, TODAY, null) : FIRST;
	return readWorks({ ...shown, ...typed }, shown, {
		unitId: '15697',
		recordId: ID,
		works: works ?? undefined,
		today: TODAY
	});
};

describe('works', () => {
	test('that begin say what, who builds them, and until when', () => {
		const typed = { name: ' Sân thôn 5 ', contractor: 'Tổ thợ thôn 5', dueOn: '2018-12-01' };
		expect(read(typed, null).edit?.set).toEqual({
			contract: { criterion: 6, name: 'Sân thôn 5', contractor: 'Tổ thợ thôn 5', dueOn: '2018-12-01' }
		});
		expect(read({}, null).problems.map(({ at }) => at)).toEqual(['name', 'contractor', 'dueOn']);
	});

	test('that got on repeat no contract', () => {
		expect(read({ percent: '95' }).edit?.set).toEqual({ progress: { percent: 95, on: TODAY } });
	});

	test('that stand as they stood are nobody’s change', () => {
		expect(read({})).toEqual({ edit: undefined, problems: [] });
	});

	test('are never done to more than the whole', () => {
		expect(read({ percent: '120' }).problems).toEqual([{ at: 'percent', kind: 'over', most: 100 }]);
	});

	test('are listed by the day they are due, for a criterion or for the commune', () => {
		const later = recordOf('works', { contract: { ...CONTRACT, criterion: 2, dueOn: '2018-12-15' } }, { id: 'b' });
		expect(worksOf([later, RECORD]).map(({ record }) => record.id)).toEqual([ID, 'b']);
		expect(worksOf([later, RECORD], 2).map(({ record }) => record.id)).toEqual(['b']);
	});
});
