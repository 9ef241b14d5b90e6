import { describe, expect, test } from 'vitest';
import type { StripGroup } from './strip-cell.ts';
import { groupStarts, largeCellWidth, stripRows } from './strip-layout.ts';

const groupsOf = (...counts: number[]): StripGroup[] => counts.map((count, index) => ({ no: String(index), count }));
const NINETEEN = groupsOf(1, 8, 4, 4, 2);

test('the wider gaps of the 19 criteria lie after 1, 9, 13 and 17', () => {
	expect(groupStarts(NINETEEN)).toEqual([1, 9, 13, 17]);
});

describe('the large strip', () => {
	test('shows 19 criteria in two rows, 1–9 and 10–19', () => {
		expect(stripRows(19, NINETEEN)).toEqual([
			[0, 9],
			[9, 19]
		]);
	});

	test('shows a short set in one row', () => {
		expect(stripRows(10, groupsOf(3, 4, 3))).toEqual([[0, 10]]);
	});

	test('breaks in the middle when no group ends near it', () => {
		expect(stripRows(18, groupsOf(18))).toEqual([
			[0, 9],
			[9, 18]
		]);
	});

	test('shows a long set in three rows and loses no criterion', () => {
		const rows = stripRows(30, groupsOf(11, 9, 10));
		expect(rows).toEqual([
			[0, 11],
			[11, 20],
			[20, 30]
		]);
	});

	test('has cells as wide as its tightest row allows: ten cells, seven gaps, two bunds', () => {
		expect(largeCellWidth(stripRows(19, NINETEEN), groupStarts(NINETEEN))).toBe(
			'min((100% - 7 * var(--strip-l-gap) - 1 * var(--strip-l-bund)) / 9, ' +
				'(100% - 7 * var(--strip-l-gap) - 2 * var(--strip-l-bund)) / 10)'
		);
	});
});
