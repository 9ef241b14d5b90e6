import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { typeFigure, readTally, tallyToTyped, type FigureReported, type TallyTyped } from './form.ts';

const TODAY = '2018-11-05';
const UNKNOWN: FigureReported = { typed: '', isUnknown: true };
const NOTHING: FigureReported = { typed: '', isUnknown: false };
const figure = (typed: string): FigureReported => ({ typed, isUnknown: false });

function read(typed: Partial<TallyTyped>, record: ReturnType<typeof recordOf> | undefined = undefined) {
	return readTally(
		{ ...tallyToTyped(record, TODAY), ...typed },
		{ unitId: '15697', record, dossiers: 19, departments: 17, today: TODAY }
	);
}

describe('a commune that reports figures only', () => {
	test('starts with nothing said, not with zeros', () => {
		expect(tallyToTyped(undefined, TODAY)).toEqual({
			complete: NOTHING,
			common: null,
			sent: NOTHING,
			inspected: NOTHING,
			on: TODAY
		});
		expect(read({})).toEqual({ edit: undefined, problems: [] });
	});

	test('says what it knows and what it does not know', () => {
		expect(read({ complete: figure('15'), common: 'unknown', sent: UNKNOWN, inspected: figure('0') }).edit).toEqual(
			{
				unitId: '15697',
				kind: 'tally',
				recordId: 'tally',
				set: {
					dossiers: { complete: 15, common: null, on: TODAY },
					departments: { sent: null, inspected: 0, on: TODAY }
				}
			}
		);
	});

	test('may speak of its dossiers alone', () => {
		expect(read({ complete: figure('19'), common: 'yes' }).edit?.set).toEqual({
			dossiers: { complete: 19, common: true, on: TODAY }
		});
	});

	test('finishes a group that it began', () => {
		expect(read({ common: 'no' }).problems).toEqual([{ at: 'complete', kind: 'missing' }]);
		expect(read({ complete: UNKNOWN, sent: figure('8') }).problems).toEqual([
			{ at: 'common', kind: 'missing' },
			{ at: 'inspected', kind: 'missing' }
		]);
	});

	test.each([
		['20', { at: 'complete', kind: 'over', most: 19 }],
		['-1', { at: 'complete', kind: 'negative' }],
		['4,5', { at: 'complete', kind: 'not-whole' }],
		['năm', { at: 'complete', kind: 'unreadable', typed: 'năm' }]
	])('cannot have %s complete dossiers', (typed, problem) => {
		expect(read({ complete: figure(typed), common: 'unknown' })).toEqual({ edit: undefined, problems: [problem] });
	});

	test('can have no more than all departments, on no day still to come', () => {
		expect(read({ sent: figure('17'), inspected: figure('18'), on: '2018-11-06' }).problems).toEqual([
			{ at: 'inspected', kind: 'over', most: 17 },
			{ at: 'on', kind: 'future' }
		]);
	});

	test('finds what it reported last, and keeps what a newer program has added', () => {
		const reported = recordOf('tally', {
			dossiers: { complete: null, common: false, on: '2018-11-02', sheet: 3 },
			departments: { sent: 8, inspected: 5, on: '2018-11-02' }
		});
		expect(tallyToTyped(reported, TODAY)).toEqual({
			complete: UNKNOWN,
			common: 'no',
			sent: figure('8'),
			inspected: figure('5'),
			on: TODAY
		});
		expect(read({}, reported).edit?.set['dossiers']).toEqual({
			complete: null,
			common: false,
			on: TODAY,
			sheet: 3
		});
	});
});

test('whoever types a figure that was said to be unknown knows it after all', () => {
	const unknown = { typed: '5', isUnknown: true };
	expect(typeFigure(unknown, '7')).toEqual({ typed: '7', isUnknown: false });
	expect(typeFigure(unknown, '')).toEqual(unknown);
	expect(typeFigure({ typed: '5', isUnknown: false }, '')).toEqual({ typed: '', isUnknown: false });
});
