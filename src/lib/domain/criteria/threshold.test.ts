import { describe, expect, test } from 'vitest';
import { DISTRICT, PROVINCE, REFERENCE, communeNamed } from '../../../../tests/support/trieu-son.ts';
import { findIndicator } from './criteria-set.ts';
import { groundOf, thresholdFor, type ThresholdSetting } from './threshold.ts';

const SET = REFERENCE.criteriaSets[0]!;
const commune = communeNamed('Minh Châu');

function setting(unitId: string, value: number, year?: number): ThresholdSetting {
	const threshold = { op: '>=' as const, value, unit: '%' };
	return { set: SET.id, indicator: '2.1', unitId, ...(year === undefined ? {} : { year }), threshold };
}

function levelIn(year: number, ...thresholds: ThresholdSetting[]) {
	return thresholdFor(findIndicator(SET, '2.1')!, groundOf(commune, year, { ...REFERENCE, thresholds }))?.value;
}

describe('the level that applies', () => {
	test('is unknown while the province has not set what the decision leaves to it', () => {
		expect(levelIn(2018)).toBeUndefined();
	});

	test('is that of the province, unless the district has its own', () => {
		expect(levelIn(2018, setting(PROVINCE.id, 70))).toBe(70);
		expect(levelIn(2018, setting(PROVINCE.id, 70), setting(DISTRICT.id, 75))).toBe(75);
		expect(levelIn(2018, setting(DISTRICT.id, 75), setting(PROVINCE.id, 70))).toBe(75);
	});

	test("is the year's own before the one for every year, but the nearer unit goes first", () => {
		expect(levelIn(2018, setting(PROVINCE.id, 70), setting(PROVINCE.id, 80, 2018))).toBe(80);
		expect(levelIn(2018, setting(PROVINCE.id, 80, 2018), setting(DISTRICT.id, 75))).toBe(75);
	});

	test('is never one of another year, another province or another set', () => {
		expect(levelIn(2018, setting(PROVINCE.id, 80, 2019))).toBeUndefined();
		expect(levelIn(2018, setting('40', 80))).toBeUndefined();
		expect(levelIn(2018, { ...setting(PROVINCE.id, 80), set: 'vn-commune-2021' })).toBeUndefined();
	});

	test('set by the province replaces that of the decision', () => {
		const clean = { op: '>=' as const, value: 90, unit: '%' };
		const thresholds = [{ set: SET.id, indicator: '6.3', unitId: PROVINCE.id, threshold: clean }];
		expect(thresholdFor(findIndicator(SET, '6.3')!, groundOf(commune, 2018, { ...REFERENCE, thresholds }))).toBe(
			clean
		);
	});

	test('of a yearly income follows the year', () => {
		const income = findIndicator(SET, '10.1')!;
		const of2018 = { op: '>=' as const, value: 30, unit: 'triệu đồng/người/năm', year: 2018 };
		const thresholds = [{ set: SET.id, indicator: '10.1', unitId: PROVINCE.id, threshold: of2018 }];
		const incomeIn = (year: number) =>
			thresholdFor(income, groundOf(commune, year, { ...REFERENCE, thresholds }))?.value;

		expect([2018, 2019, 2020].map(incomeIn)).toEqual([30, undefined, 36]);
	});

	test('is not borrowed from the general column for a region that has none', () => {
		const elsewhere = { ...commune, region: 'red_river' };
		expect(thresholdFor(findIndicator(SET, '17.1')!, groundOf(elsewhere, 2018, REFERENCE))).toBeUndefined();
	});
});

test('units that name each other as parents are walked once', () => {
	const a = { ...commune, id: 'a', parentId: 'b' };
	const b = { ...commune, id: 'b', parentId: 'a' };
	expect(groundOf(a, 2018, { ...REFERENCE, units: [a, b] }).within).toEqual(['a', 'b']);
});
