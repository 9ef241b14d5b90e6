import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REFERENCE, communeNamed } from '../../../../tests/support/trieu-son.ts';
import { findIndicator, type Indicator, type Threshold } from './criteria-set.ts';
import { judge, type Figures, type Judged } from './judge.ts';
import { standingOf } from '../records/check/standing.ts';
import { groundOf } from './threshold.ts';

const SET = REFERENCE.criteriaSets[0]!;
const ground = groundOf(communeNamed('Minh Châu'), 2018, REFERENCE);

function judged(no: string, figures: Figures): Judged {
	const judgement = judge(findIndicator(SET, no)!, figures, ground);
	if (judgement.kind !== 'judged') throw new Error(`${no} was not judged but ${judgement.kind}`);
	return judgement;
}

function percentOf(op: Threshold['op'], value: number): Indicator {
	const threshold = { north_central: { op, value, unit: '%' } };
	return { no: '9.9', name: 'x', kind: op === '<=' ? 'percent_max' : 'percent_min', target: {}, threshold };
}

describe('a pair of counts', () => {
	test('7 of 8 villages against 100 % is 87.5 %, short of one village', () => {
		expect(judged('6.3', { part: 7, whole: 8 })).toEqual({
			kind: 'judged',
			met: false,
			value: 87.5,
			unit: '%',
			threshold: { op: '>=', value: 100, unit: '%' },
			gap: { amount: 1, unit: 'pairs', direction: 'short' },
			parts: [],
			missing: []
		});
	});

	test.each([
		['80 % of 8 schools is 7 schools', '5.1', { part: 6, whole: 8 }, false, 1],
		['98 of 100 households meet 98 %', '4.2', { part: 98, whole: 100 }, true, undefined],
		['97 of 100 do not', '4.2', { part: 97, whole: 100 }, false, 1],
		['57 of 100 are short of 13 for 70 %', '16.1', { part: 57, whole: 100 }, false, 13],
		['49 of 70 are exactly 70 %', '16.1', { part: 49, whole: 70 }, true, undefined],
		['51 poor households of 1000 are one too many for 5 %', '11.1', { part: 51, whole: 1000 }, false, 1],
		['50 of 1000 are not too many', '11.1', { part: 50, whole: 1000 }, true, undefined],
		['25 of 100 stunted children exceed 24.2 % by one child', '15.3', { part: 25, whole: 100 }, false, 1],
		['121 of 500 are exactly 24.2 %', '15.3', { part: 121, whole: 500 }, true, undefined]
	])('%s', (_what, no, figures, met, amount) => {
		const { met: verdict, gap } = judged(no, figures);
		expect(verdict).toBe(met);
		expect(gap?.amount).toBe(amount);
	});

	test('areas are not counted in whole hectares', () => {
		expect(judged('3.1', { part: 281.5, whole: 352.5 }).gap).toEqual({
			amount: 0.5,
			unit: 'pairs',
			direction: 'short'
		});
	});

	test('goes before a percentage typed beside it', () => {
		expect(judged('6.3', { part: 7, whole: 8, value: 100 }).met).toBe(false);
	});
});

describe('a typed figure', () => {
	test.each([
		['24.2 % against a ceiling of 24.2 %', '15.3', 24.2, true, null],
		['24.3 % lies a tenth over it', '15.3', 24.3, false, { amount: 0.1, unit: 'points', direction: 'over' }],
		['79.9 % is a tenth short of 80 %', '9.2', 79.9, false, { amount: 0.1, unit: 'points', direction: 'short' }],
		['no makeshift house is left', '9.1', 0, true, null],
		['two are left', '9.1', 2, false, { amount: 2, unit: 'value', direction: 'over' }]
	])('%s', (_what, no, value, met, gap) => {
		expect(judged(no, { value })).toMatchObject({ met, value, gap });
	});

	test('0.1 + 0.2 meets a ceiling of 0.3', () => {
		const judgement = judge(percentOf('<=', 0.3), { value: 0.1 + 0.2 }, ground);
		expect(judgement).toMatchObject({ kind: 'judged', met: true });
	});
});

describe('a second figure (clean water beside hygienic water)', () => {
	test('must hold as well', () => {
		expect(judged('17.1', { value: 98, more: [{ label: 'nước sạch', part: 590, whole: 1000 }] })).toMatchObject({
			met: false,
			gap: null,
			parts: [
				{ label: 'nước sạch', met: false, value: 59, gap: { amount: 10, unit: 'pairs', direction: 'short' } }
			]
		});
		expect(judged('17.1', { value: 98, more: [{ label: 'nước sạch', value: 60 }] }).met).toBe(true);
	});

	test('is waited for, unless the first has failed already', () => {
		expect(judge(findIndicator(SET, '17.1')!, { value: 98 }, ground)).toMatchObject({
			...{ kind: 'incomplete', parts: [], missing: ['nước sạch'] },
			first: { met: true, value: 98 }
		});
		expect(judged('17.1', { value: 95.1 })).toMatchObject({ met: false, missing: ['nước sạch'] });
	});

	test('alone decides nothing, and is judged all the same', () => {
		const figures = { more: [{ label: 'nước sạch', value: 60 }] };
		expect(judge(findIndicator(SET, '17.1')!, figures, ground)).toMatchObject({
			...{ kind: 'incomplete', first: null, missing: [] },
			parts: [{ label: 'nước sạch', met: true, value: 60 }]
		});
	});
});

describe('what only a person can judge', () => {
	test('a yes or no needs no note', () => {
		expect(judge(findIndicator(SET, '6.1')!, {}, ground)).toEqual({
			kind: 'by-person',
			value: null,
			noteRequired: false
		});
	});

	test('a level left to the province needs a note; the percentage is shown all the same', () => {
		expect(judge(findIndicator(SET, '2.1')!, { part: 9, whole: 12 }, ground)).toEqual({
			kind: 'by-person',
			value: 75,
			noteRequired: true,
			awaits: 'province'
		});
	});

	test('the income of 2018 is not held against the level of 2020', () => {
		const income = findIndicator(SET, '10.1')!;
		expect(judge(income, { value: 32 }, ground)).toMatchObject({ kind: 'by-person', noteRequired: true });
		expect(judge(income, { value: 35.5 }, { ...ground, year: 2020 })).toMatchObject({
			kind: 'judged',
			met: false,
			gap: { amount: 0.5, unit: 'value', direction: 'short' }
		});
	});
});

test.each([
	['nothing typed', {}],
	['half a pair', { part: 7 }],
	['the whole alone', { whole: 8 }],
	['of no villages at all', { part: 0, whole: 0 }],
	['not a number yet', { part: Number.NaN, whole: 8 }]
])('%s is incomplete', (_what, figures) => {
	expect(judge(findIndicator(SET, '6.3')!, figures, ground)).toEqual({
		...{ kind: 'incomplete', first: null },
		...{ parts: [], missing: [] }
	});
});

describe('how an indicator stands by a check', () => {
	const villages = findIndicator(SET, '6.3')!;
	const saw = { on: '2018-11-05', met: 'met' } as const;

	test('figures are judged again, whatever the person saw', () => {
		expect(standingOf({ ...saw, part: 7, whole: 8 }, villages, ground)).toBe('not_met');
	});

	test('without figures or without a level the person is believed', () => {
		expect(standingOf(saw, villages, ground)).toBe('met');
		expect(standingOf({ ...saw, value: 40 }, findIndicator(SET, '2.1')!, ground)).toBe('met');
		expect(standingOf({ ...saw, met: 'not_met' }, findIndicator(SET, '6.1')!, ground)).toBe('not_met');
	});

	test('what does not apply is not judged', () => {
		expect(standingOf({ ...saw, part: 7, whole: 8, met: 'not_applicable' }, villages, ground)).toBe(
			'not_applicable'
		);
	});
});

describe('of any pair and any level', () => {
	const level = fc.integer({ min: 1, max: 1000 }).map((tenths) => tenths / 10);
	const pair = fc.tuple(fc.nat(20_000), fc.integer({ min: 1, max: 20_000 }));
	const isMet = (op: Threshold['op'], value: number, part: number, whole: number) => {
		const judgement = judge(percentOf(op, value), { part, whole }, ground);
		return judgement.kind === 'judged' && judgement.met;
	};

	test('one more never turns a minimum from met to not met, nor a ceiling from not met to met', () => {
		fc.assert(
			fc.property(level, pair, (value, [part, whole]) => {
				if (isMet('>=', value, part, whole)) expect(isMet('>=', value, part + 1, whole)).toBe(true);
				if (!isMet('<=', value, part, whole)) expect(isMet('<=', value, part + 1, whole)).toBe(false);
			})
		);
	});

	test('exactly what is missing makes it met, and not one less', () => {
		fc.assert(
			fc.property(level, pair, fc.constantFrom('>=' as const, '<=' as const), (value, [part, whole], op) => {
				const judgement = judge(percentOf(op, value), { part, whole }, ground);
				if (judgement.kind !== 'judged' || !judgement.gap) return;

				const { amount, direction } = judgement.gap;
				const step = direction === 'short' ? 1 : -1;
				expect(amount).toBeGreaterThanOrEqual(1);
				expect(isMet(op, value, part + step * amount, whole)).toBe(true);
				expect(isMet(op, value, part + step * (amount - 1), whole)).toBe(false);
			})
		);
	});
});
