import { describe, expect, test } from 'vitest';
import { communeNamed, REFERENCE } from '../../../../../tests/support/trieu-son.ts';
import { findIndicator } from '../../criteria/criteria-set.ts';
import { groundOf } from '../../criteria/threshold.ts';
import { readCheck } from './form.ts';
import type { Measurement } from './schema.ts';
import { newCheckTyped, type CheckTyped, type FigureTyped } from './typed.ts';

const SET = REFERENCE.criteriaSets[0]!;
const TODAY = '2018-11-05';

type Typing = Partial<Omit<CheckTyped, 'figure'>> & { figure: Partial<FigureTyped> };

function read(no: string, typing: Typing, { last }: { last?: Measurement } = {}) {
	const indicator = findIndicator(SET, no)!;
	const empty = newCheckTyped({ indicator, labels: [], today: TODAY });

	return readCheck(
		{ ...empty, ...typing, figure: { ...empty.figure, ...typing.figure } },
		{ indicator, groundOf: (year) => groundOf(communeNamed('Minh Châu'), year, REFERENCE), today: TODAY, last }
	);
}

const problemsOf = (...args: Parameters<typeof read>) => read(...args).problems.map(({ at, kind }) => `${at} ${kind}`);

describe('a figure of an unlikely size', () => {
	const judged = { seen: 'met', note: 'Theo báo cáo thống kê.' } as const;
	const income = (figure: string, sure?: string, last?: Measurement) =>
		read('10.1', { ...judged, figure: { figure }, ...(sure !== undefined && { sure }) }, last ? { last } : {});
	const last: Measurement = { on: '2018-06-30', value: 34.2, met: 'met' };

	test('is asked about: đồng where millions are meant', () => {
		expect(income('36.500.000', undefined, last).problems).toEqual([
			{ at: 'figure', kind: 'unlikely', value: 36_500_000, usual: 34.2, isLast: true }
		]);
		expect(income('36,5', undefined, last).problems).toEqual([]);
	});

	test('is asked about the first time too, beside the level', () => {
		expect(income('34.500.000').problems).toEqual([
			{ at: 'figure', kind: 'unlikely', value: 34_500_000, usual: 36, isLast: false }
		]);
	});

	test('is never refused: who says that it is right saves it', () => {
		expect(income('365', 'figure 365', last).measurement).toMatchObject({ value: 365 });
		expect(income('365', 'figure 3650', last).problems).toHaveLength(1);
	});

	test('is the whole of another time', () => {
		const households = { on: '2018-06-30', part: 1100, whole: 1176, met: 'met' } as const;
		const figure = { part: '1100', whole: '11.760' };
		expect(problemsOf('17.6', { figure }, { last: households })).toEqual(['whole unlikely']);
		expect(
			problemsOf('6.3', { figure: { part: '1', whole: '12' } }, { last: { ...households, whole: 1 } })
		).toEqual([]);
	});

	test('is a share typed as a part of one', () => {
		expect(problemsOf('15.1', { figure: { way: 'figure', figure: '0,847' } })).toEqual(['figure unlikely']);
		expect(problemsOf('15.1', { figure: { way: 'figure', figure: '84,7' } })).toEqual([]);
	});

	test('is no question where little is counted', () => {
		expect(problemsOf('9.1', { figure: { figure: '12' } }, { last: { ...last, value: 1 } })).toEqual([]);
		expect(problemsOf('9.1', { figure: { figure: '120' } }, { last: { ...last, value: 1 } })).toEqual([
			'figure unlikely'
		]);
	});
});
