import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { listPaper, paperToTyped, readPaper, type PaperTyped } from './form.ts';

const TODAY = '2018-11-05';
const record = recordOf('paper', {
	item: { of: 6, name: 'Giấy tờ đất nhà văn hóa thôn 5', shelf: 'A2' },
	state: { done: false, on: '2018-10-29', note: 'Chờ gỡ vướng mắc' }
});
const shown = paperToTyped(record, TODAY);
const reading = (typed: Partial<PaperTyped>) => readPaper({ ...shown, ...typed }, shown, { record, today: TODAY });

test('a paper is listed by its name and is not there yet', () => {
	expect(listPaper({ unitId: '15697', recordId: 'p1', of: 'common', name: ' Tờ trình ' })).toEqual({
		unitId: '15697',
		kind: 'paper',
		recordId: 'p1',
		set: { item: { of: 'common', name: 'Tờ trình' }, state: { done: false } }
	});
});

describe('a paper that is edited', () => {
	test('starts with what is recorded; a paper that is not there would be there today', () => {
		expect(shown).toEqual({
			name: 'Giấy tờ đất nhà văn hóa thôn 5',
			done: false,
			doneOn: TODAY,
			note: 'Chờ gỡ vướng mắc'
		});
	});

	test('and renamed keeps its tick and what a newer program has added', () => {
		expect(reading({ name: 'Giấy tờ đất thôn 5' }).edit?.set).toEqual({
			item: { of: 6, name: 'Giấy tờ đất thôn 5', shelf: 'A2' }
		});
	});

	test('and found is there since a day, with a note or without', () => {
		expect(reading({ done: true, doneOn: '2018-11-02', note: '' }).edit?.set).toEqual({
			state: { done: true, on: '2018-11-02' }
		});
	});

	test('and noted otherwise is not there as of today', () => {
		expect(reading({ note: 'Đang ký' }).edit?.set).toEqual({ state: { done: false, on: TODAY, note: 'Đang ký' } });
	});

	test('and left as it was writes nothing', () => {
		expect(reading({})).toEqual({ edit: undefined, problems: [] });
	});

	test('needs a name, and a day that is not still to come', () => {
		expect(reading({ name: '  ' }).problems).toEqual([{ at: 'name', kind: 'missing' }]);
		expect(reading({ done: true, doneOn: '2018-11-06' }).problems).toEqual([{ at: 'doneOn', kind: 'future' }]);
	});
});
