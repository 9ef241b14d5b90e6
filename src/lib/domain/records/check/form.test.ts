import { describe, expect, test } from 'vitest';
import { communeNamed, DISTRICT, REFERENCE } from '../../../../../tests/support/trieu-son.ts';
import { findIndicator } from '../../criteria/criteria-set.ts';
import { groundOf, type ThresholdSetting } from '../../criteria/threshold.ts';
import { readCheck } from './form.ts';
import type { CheckProblem } from './problem.ts';
import { checkToTyped, newCheckTyped, secondLabels, type CheckTyped, type FigureTyped } from './typed.ts';
import type { Measurement } from './schema.ts';
import { TEXT_LIMIT } from '../text-limit.ts';

const SET = REFERENCE.criteriaSets[0]!;
const TODAY = '2018-11-05';

interface Typing extends Partial<Omit<CheckTyped, 'figure' | 'more'>> {
	figure?: Partial<FigureTyped>;
	more?: { [label: string]: Partial<FigureTyped> };
}

function read(no: string, typing: Typing = {}, { earlier, thresholds = [] }: Given = {}) {
	const indicator = findIndicator(SET, no)!;
	const labels = secondLabels(indicator, SET.id, thresholds);
	const empty = newCheckTyped({ indicator, labels, today: TODAY });
	const more = Object.fromEntries(
		Object.entries(empty.more).map(([label, figure]) => [label, { ...figure, ...typing.more?.[label] }])
	);
	const typed = { ...empty, ...typing, figure: { ...empty.figure, ...typing.figure }, more };
	const reference = { ...REFERENCE, thresholds };

	return readCheck(typed, {
		indicator,
		groundOf: (year) => groundOf(communeNamed('Minh Châu'), year, reference),
		today: TODAY,
		earlier
	});
}

interface Given {
	earlier?: Measurement;
	thresholds?: ThresholdSetting[];
}

const told = ({ at, of, kind }: CheckProblem) => [of, at, kind].filter(Boolean).join(' ');
const problemsOf = (...args: Parameters<typeof read>) => read(...args).problems.map(told);

describe('a pair', () => {
	test('gives its percentage and is judged at once', () => {
		const { measurement, judgement } = read('6.3', {
			figure: { part: '7', whole: '8' },
			note: 'Thôn 5 chưa có đất.'
		});
		expect(measurement).toEqual({ on: TODAY, part: 7, whole: 8, met: 'not_met', note: 'Thôn 5 chưa có đất.' });
		expect(judgement).toMatchObject({ kind: 'judged', met: false, value: 87.5 });
	});

	test('is met when nothing is wanting', () => {
		expect(read('6.3', { figure: { part: '8', whole: '8' } }).measurement).toEqual({
			on: TODAY,
			part: 8,
			whole: 8,
			met: 'met'
		});
	});

	test('of more than there is is stopped, and not judged', () => {
		const { problems, judgement, measurement } = read('6.3', { figure: { part: '11', whole: '8' } });
		expect(problems).toEqual([{ at: 'part', kind: 'part-over-whole', whole: 8 }]);
		expect(judgement.kind).toBe('incomplete');
		expect(measurement).toBeUndefined();
	});

	test.each<[string, Typing, string[]]>([
		['nothing typed', {}, ['part missing', 'whole missing']],
		['only the whole, as it stood last time', { figure: { whole: '8' } }, ['part missing']],
		['a part without its whole', { figure: { part: '7' } }, ['whole missing']],
		['words in a number', { figure: { part: '7 hộ', whole: '8' } }, ['part unreadable']],
		['a negative number', { figure: { part: '-1', whole: '8' } }, ['part negative']],
		['two wrong numbers', { figure: { part: '-1', whole: 'tám' } }, ['part negative', 'whole unreadable']],
		['nothing to count', { figure: { part: '0', whole: '0' } }, ['whole nothing-counted']]
	])('%s is stopped', (_what, typing, expected) => {
		expect(problemsOf('6.3', typing)).toEqual(expected);
	});

	test.each([
		['4.100', '4.810'],
		['4,100', '4,810'],
		['4100 người', '4810 người']
	])('of people is counted in thousands, however they are parted: %s/%s', (part, whole) => {
		expect(read('15.1', { figure: { part, whole } }).measurement).toMatchObject({ part: 4100, whole: 4810 });
	});

	test('of things counted one by one has no fraction', () => {
		expect(problemsOf('17.6', { figure: { part: '1.170,5', whole: '1.300' } })).toEqual(['part not-whole']);
		expect(problemsOf('6.3', { figure: { part: '7', whole: '8,5' } })).toEqual(['whole not-whole']);
	});

	test('of lengths and areas has', () => {
		const { measurement } = read('3.1', { figure: { part: '1,250', whole: '1,300 ha' } });
		expect(measurement).toMatchObject({ part: 1.25, whole: 1.3 });
	});
});

describe('a percentage typed as it is', () => {
	test('is taken with a comma', () => {
		const { measurement } = read('15.1', { figure: { way: 'figure', figure: '86,2' } });
		expect(measurement).toEqual({ on: TODAY, value: 86.2, met: 'met' });
	});

	test('is taken with its sign', () => {
		expect(read('15.1', { figure: { way: 'figure', figure: '84,7%' } }).measurement).toMatchObject({ value: 84.7 });
	});

	test('leaves out what stands in the pair', () => {
		const { measurement } = read('15.1', { figure: { way: 'figure', figure: '86,2', part: '9', whole: '3' } });
		expect(measurement).not.toHaveProperty('part');
	});

	test('never passes a hundred', () => {
		expect(problemsOf('15.1', { figure: { way: 'figure', figure: '862' } })).toEqual(['figure over-hundred']);
		expect(read('15.1', { figure: { way: 'figure', figure: '100' } }).problems).toEqual([]);
	});
});

describe('a count', () => {
	test('of makeshift houses is met at none', () => {
		expect(read('9.1', { figure: { figure: '0' } }).measurement).toEqual({ on: TODAY, value: 0, met: 'met' });
		expect(read('9.1', { figure: { figure: '2' } }).measurement?.met).toBe('not_met');
	});

	test('has no fraction', () => {
		expect(problemsOf('9.1', { figure: { figure: '2,5' } })).toEqual(['figure not-whole']);
	});
});

describe('a second figure', () => {
	const water = { part: '1.150', whole: '1.176' };
	const low = { part: '1.000', whole: '1.176' };
	const clean = { 'nước sạch': { part: '720', whole: '1.176' } };

	test('is judged with the first', () => {
		expect(read('17.1', { figure: { part: '1160', whole: '1176' }, more: clean }).measurement).toEqual({
			on: TODAY,
			part: 1160,
			whole: 1176,
			more: [{ label: 'nước sạch', part: 720, whole: 1176 }],
			met: 'met'
		});
	});

	test('is asked for while the verdict waits for it', () => {
		expect(problemsOf('17.1', { figure: { part: '1160', whole: '1176' } })).toEqual([
			'nước sạch part missing',
			'nước sạch whole missing'
		]);
	});

	test('may be left out where the first figure already fails', () => {
		expect(read('17.1', { figure: low }).measurement).toEqual({
			on: TODAY,
			part: 1000,
			whole: 1176,
			met: 'not_met'
		});
		expect(read('17.1', { figure: water }).measurement?.met).toBe('not_met');
	});

	test('is named where it is wrong', () => {
		expect(problemsOf('17.1', { figure: low, more: { 'nước sạch': { part: '9', whole: '3' } } })).toEqual([
			'nước sạch part part-over-whole'
		]);
	});
});

describe('what the person judges', () => {
	test('a yes or no needs the answer and nothing else', () => {
		expect(problemsOf('1.1')).toEqual(['seen missing']);
		expect(read('1.1', { seen: 'met' }).measurement).toEqual({ on: TODAY, met: 'met' });
	});

	test('without a known level a note has to say why', () => {
		const figure = { part: '4,2', whole: '9,1' };
		expect(problemsOf('2.3', { figure, seen: 'met' })).toEqual(['note missing']);
		expect(problemsOf('2.3', { figure, seen: 'met', note: '  ' })).toEqual(['note missing']);
		expect(read('2.3', { figure, seen: 'not_met', note: 'Ngõ thôn 1 còn lầy.' }).measurement).toEqual({
			on: TODAY,
			part: 4.2,
			whole: 9.1,
			met: 'not_met',
			note: 'Ngõ thôn 1 còn lầy.'
		});
	});

	test('without a known level the figure may be left out, but not half typed', () => {
		const judged = { seen: 'met', note: 'Đã đi hết các ngõ.' } as const;
		expect(read('2.3', judged).measurement).toEqual({ on: TODAY, met: 'met', note: judged.note });
		expect(problemsOf('2.3', { ...judged, figure: { part: '4' } })).toEqual(['whole missing']);
	});

	test('a level that the district has set judges in the place of the person', () => {
		const level = { op: '>=', value: 70, unit: '%' } as const;
		const thresholds = [{ set: SET.id, indicator: '2.3', unitId: DISTRICT.id, threshold: level }];
		const { measurement } = read('2.3', { figure: { part: '8', whole: '10' } }, { thresholds });
		expect(measurement).toEqual({ on: TODAY, part: 8, whole: 10, met: 'met' });
	});

	test('what does not apply needs no figure, keeps none, and needs its reason', () => {
		const typing = { seen: 'not_applicable', figure: { part: '', whole: '8' } } as const;
		expect(problemsOf('17.7', typing)).toEqual(['note no-reason']);
		expect(problemsOf('17.7', { ...typing, note: ' ' })).toEqual(['note no-reason']);
		expect(read('17.7', { ...typing, note: 'Xã không có hộ chăn nuôi.' }).measurement).toEqual({
			on: TODAY,
			met: 'not_applicable',
			note: 'Xã không có hộ chăn nuôi.'
		});
	});
});

describe('the day of a check', () => {
	test('is today or before', () => {
		expect(problemsOf('1.1', { seen: 'met', on: TODAY })).toEqual([]);
		expect(read('1.1', { seen: 'met', on: '2018-11-06' }).problems).toEqual([
			{ at: 'on', kind: 'future', today: TODAY }
		]);
		expect(problemsOf('1.1', { seen: 'met', on: '' })).toEqual(['on missing']);
		expect(problemsOf('1.1', { seen: 'met', on: '31 tháng 2' })).toEqual(['on no-day']);
		expect(problemsOf('1.1', { seen: 'met', on: '0018-11-05' })).toEqual(['on odd-year']);
	});

	test('decides which level applies', () => {
		const thresholds: ThresholdSetting[] = [
			{
				set: SET.id,
				indicator: '10.1',
				unitId: DISTRICT.id,
				year: 2017,
				threshold: { op: '>=', value: 28, unit: 'triệu đồng' }
			}
		];
		expect(read('10.1', { figure: { figure: '29' }, on: '2017-12-30' }, { thresholds }).measurement?.met).toBe(
			'met'
		);
		expect(read('10.1', { figure: { figure: '29' } }, { thresholds }).judgement.kind).toBe('by-person');
	});
});

test('a note too long to be sent is stopped before it is saved', () => {
	expect(problemsOf('1.1', { seen: 'met', note: 'a'.repeat(TEXT_LIMIT + 1) })).toEqual(['note too-long']);
});

describe('an earlier check that is edited', () => {
	const earlier = {
		on: '2018-10-24',
		part: 6,
		whole: 8,
		met: 'not_met',
		note: 'Thôn 3 đang xây.',
		weather: 'mưa'
	} as Measurement;
	const indicator = findIndicator(SET, '6.3')!;

	test('stands in the form as it was recorded', () => {
		const typed = checkToTyped(earlier, { indicator, labels: [] });
		expect(typed).toMatchObject({ on: '2018-10-24', note: 'Thôn 3 đang xây.', village: '' });
		expect(typed.figure).toEqual({ way: 'pair', part: '6', whole: '8', figure: '' });
	});

	test('keeps what the form does not ask for, and loses what was taken out', () => {
		const { measurement } = read('6.3', { figure: { part: '8', whole: '8' }, note: '' }, { earlier });
		expect(measurement).toEqual({ on: TODAY, part: 8, whole: 8, met: 'met', weather: 'mưa' });
	});
});

describe('an empty form', () => {
	const indicator = findIndicator(SET, '6.3')!;

	test('has the whole of the last check and asks for the part', () => {
		const last: Measurement = { on: '2018-10-24', part: 6, whole: 8, met: 'not_met' };
		expect(newCheckTyped({ indicator, labels: [], today: TODAY, last, whole: 9 }).figure).toEqual({
			way: 'pair',
			part: '',
			whole: '8',
			figure: ''
		});
	});

	test('asks for a percentage where one was typed last', () => {
		const last: Measurement = { on: '2018-10-24', value: 75, met: 'not_met' };
		expect(newCheckTyped({ indicator, labels: [], today: TODAY, last, whole: 8 }).figure).toMatchObject({
			way: 'figure',
			whole: '8'
		});
	});

	test('of an indicator that is counted has one box', () => {
		expect(
			newCheckTyped({ indicator: findIndicator(SET, '9.1')!, labels: [], today: TODAY, whole: 8 }).figure
		).toEqual({
			way: 'figure',
			part: '',
			whole: '',
			figure: ''
		});
	});
});
