import { describe, expect, test } from 'vitest';
import { REFERENCE, criteria2026 } from '../../../../tests/support/trieu-son.ts';
import { findIndicator, hasFigure, isPercent, type Measure } from './criteria-set.ts';
import { parseCriteriaSet } from './set-schema.ts';

const [of2016, of2021] = REFERENCE.criteriaSets;

describe('the sets of the decisions', () => {
	test('the set of 2016 has 5 groups, 19 criteria and 49 indicators', () => {
		expect(of2016!.groups).toHaveLength(5);
		expect(of2016!.criteria.map(({ no }) => no)).toEqual(Array.from({ length: 19 }, (_, i) => i + 1));
		expect(of2016!.criteria.flatMap(({ indicators }) => indicators)).toHaveLength(49);
	});

	test('the set of 2021 has 57 indicators, one of them described in words and so left to the person', () => {
		expect(of2021!.criteria.flatMap(({ indicators }) => indicators)).toHaveLength(57);
		expect(findIndicator(of2021!, '16.1')!.kind).toBe('text');
		expect(hasFigure(findIndicator(of2021!, '16.1')!)).toBe(false);
		expect(findIndicator(of2021!, '17.10')!.name).toContain('an toàn thực phẩm');
	});

	test('of the set of 2026 only ten names are known: no groups, no indicators', () => {
		const set = parseCriteriaSet(criteria2026);
		expect(set.groups).toEqual([]);
		expect(set.criteria).toHaveLength(10);
		expect(set.criteria.every(({ indicators }) => indicators.length === 0)).toBe(true);
	});

	test('where a fact comes from and how sure it is stay with it', () => {
		expect(findIndicator(of2016!, '17.1')).toMatchObject({
			source: expect.any(Array),
			confidence: { name: expect.any(String) }
		});
	});
});

test('what is not a criteria set is refused', () => {
	expect(() =>
		parseCriteriaSet({ ...of2016, criteria: [{ no: 1, name: 'x', indicators: [{ no: 'một' }] }] })
	).toThrow();
	expect(() => parseCriteriaSet(null)).toThrow();
	const indicator = { ...findIndicator(of2016!, '6.3')!, kind: 'ratio' };
	expect(() => parseCriteriaSet({ ...of2016, criteria: [{ no: 6, name: 'x', indicators: [indicator] }] })).toThrow(
		'kind'
	);
});

test('a type of indicator that only a later version knows is left to the person', () => {
	const later = { kind: 'ratio' as Measure };

	expect(hasFigure(later)).toBe(false);
	expect(isPercent(later)).toBe(false);
});
