import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALL_AND_NOTHING, decimalsFor, type Norm } from './decimals.ts';
import { holds } from './judge.ts';

const floor = (value: number): Norm => ({ op: '>=', value });
const ceiling = (value: number): Norm => ({ op: '<=', value });

describe('a figure is written with as few decimals as tell the truth', () => {
	test.each<[number, Norm[], string]>([
		[(4088 * 100) / 4810, [floor(85)], '84.99'],
		[(4089 * 100) / 4810, [floor(85)], '85.0'],
		[24.21, [ceiling(24.2)], '24.21'],
		[24.2, [ceiling(24.2)], '24.2'],
		[24.24, [ceiling(24.25)], '24.2'],
		[35.9996, [floor(36)], '35.9996'],
		[99.996, [], '100.0'],
		[99.996, [...ALL_AND_NOTHING], '99.996'],
		[0.004, [...ALL_AND_NOTHING], '0.004'],
		[87.5, [floor(100)], '87.5']
	])('%d', (value, levels, written) => {
		expect(value.toFixed(decimalsFor(value, 1, levels))).toBe(written);
	});

	test('and never stands on the other side of its level, whatever is counted', () => {
		const counted = fc.integer({ min: 1, max: 200_000 }).chain((whole) =>
			fc.record({
				part: fc.integer({ min: 0, max: whole }),
				whole: fc.constant(whole),
				level: fc.record({
					op: fc.constantFrom('>=' as const, '<=' as const, '==' as const),
					value: fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)
				})
			})
		);
		fc.assert(
			fc.property(counted, ({ part, whole, level: { op, value: level } }) => {
				const value = (part * 100) / whole;
				const written = Number(value.toFixed(decimalsFor(value, 1, [{ op, value: level }])));
				expect(holds(written, op, level)).toBe(holds(value, op, level));
			})
		);
	});
});
