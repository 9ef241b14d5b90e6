import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { dossierRecordId, dossierRef, dossierToTyped, missingCommonPapers, readDossier } from './form.ts';
import type { DossierTyped } from './form.ts';

const TODAY = '2018-11-05';
const OF = { unitId: '15697', recordId: 'dossier:6', record: undefined, today: TODAY };
const NOTHING: DossierTyped = { state: null, completeOn: TODAY, expectedOn: '', owner: '' };

const preparing = recordOf(
	'dossier',
	{ state: { state: 'preparing', on: '2018-10-15', room: 'P. 3' }, plan: { expectedOn: '2018-11-30', box: 'B6' } },
	{ id: 'dossier:6' }
);

describe('the form of a dossier', () => {
	test('starts with what is recorded, and with today for the day it becomes complete', () => {
		expect(dossierToTyped(undefined, TODAY)).toEqual(NOTHING);
		expect(dossierToTyped(preparing, TODAY)).toEqual({
			state: 'preparing',
			completeOn: TODAY,
			expectedOn: '2018-11-30',
			owner: ''
		});
	});

	test('keeps the day on which a dossier became complete, and shows none where none is known', () => {
		const complete = (on?: string) => recordOf('dossier', { state: { state: 'complete', ...(on && { on }) } });
		expect(dossierToTyped(complete('2018-10-25'), TODAY).completeOn).toBe('2018-10-25');
		expect(dossierToTyped(complete(), TODAY).completeOn).toBe('');
	});
});

describe('saving a dossier', () => {
	const shown = dossierToTyped(preparing, TODAY);
	const reading = (typed: Partial<DossierTyped>) =>
		readDossier({ ...shown, ...typed }, shown, { ...OF, record: preparing });

	test('that became complete says on which day, and leaves the plan alone', () => {
		expect(reading({ state: 'complete', completeOn: '2018-11-02' }).edit).toEqual({
			unitId: '15697',
			kind: 'dossier',
			recordId: 'dossier:6',
			set: { state: { state: 'complete', on: '2018-11-02', room: 'P. 3' } }
		});
	});

	test('with another plan leaves the state alone and keeps what a newer program has added', () => {
		expect(reading({ expectedOn: '2018-12-10', owner: ' Công chức Văn hóa ' }).edit?.set).toEqual({
			plan: { expectedOn: '2018-12-10', owner: 'Công chức Văn hóa', on: '2018-11-05', box: 'B6' }
		});
	});

	test('without a date any more takes the date out', () => {
		expect(reading({ expectedOn: '' }).edit?.set).toEqual({ plan: { on: '2018-11-05', box: 'B6' } });
	});

	test('back in the making is dated today', () => {
		const complete = recordOf('dossier', { state: { state: 'complete', on: '2018-10-25' } }, { id: 'dossier:6' });
		const before = dossierToTyped(complete, TODAY);
		const { edit } = readDossier({ ...before, state: 'preparing' }, before, { ...OF, record: complete });
		expect(edit?.set).toEqual({ state: { state: 'preparing', on: TODAY } });
	});

	test('in which nothing was changed writes nothing', () => {
		expect(reading({})).toEqual({ edit: undefined, problems: [] });
		expect(readDossier(NOTHING, NOTHING, OF)).toEqual({ edit: undefined, problems: [] });
	});

	test('is stopped by a day of completion that is missing or still to come', () => {
		expect(reading({ state: 'complete', completeOn: '' }).problems).toEqual([
			{ at: 'completeOn', kind: 'missing' }
		]);
		expect(reading({ state: 'complete', completeOn: '2018-11-06' })).toEqual({
			edit: undefined,
			problems: [{ at: 'completeOn', kind: 'future' }]
		});
	});

	test('is stopped by a new expected day that is over, not by one that went by', () => {
		expect(reading({ expectedOn: '2018-11-04' }).problems).toEqual([{ at: 'expectedOn', kind: 'past' }]);

		const late = recordOf('dossier', { plan: { expectedOn: '2018-10-30' } }, { id: 'dossier:6' });
		const before = dossierToTyped(late, TODAY);
		expect(readDossier({ ...before, owner: 'Xã' }, before, { ...OF, record: late }).problems).toEqual([]);
	});

	test('is stopped by more words than a text may have', () => {
		expect(reading({ owner: 'a'.repeat(10_001) }).problems).toEqual([{ at: 'owner', kind: 'too-long' }]);
	});
});

test('dossiers and papers name the set of criteria unless it is the first', () => {
	expect([dossierRecordId(6, 'vn-commune-2016'), dossierRef(6, 'vn-commune-2016')]).toEqual(['dossier:6', 6]);
	expect([dossierRecordId(6, 'vn-commune-2021'), dossierRef(6, 'vn-commune-2021')]).toEqual([
		'dossier:vn-commune-2021:6',
		'vn-commune-2021:6'
	]);
	expect([dossierRecordId('common', 'vn-commune-2021'), dossierRef('common', 'vn-commune-2021')]).toEqual([
		'dossier:common',
		'common'
	]);
});

describe('the usual papers of the common dossier', () => {
	test('are all offered while none is listed', () => {
		expect(missingCommonPapers([])).toHaveLength(5);
	});

	test('are not offered again under a shorter or a longer name', () => {
		const missing = missingCommonPapers(['Tờ trình', 'Báo cáo kết quả thực hiện các tiêu chí năm 2018', '']);
		expect(missing).toEqual([
			'Báo cáo tổng hợp ý kiến của nhân dân',
			'Biên bản họp đề nghị xét công nhận',
			'Báo cáo tình hình nợ đọng xây dựng cơ bản'
		]);
	});
});
