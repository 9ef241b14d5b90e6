import { describe, expect, test } from 'vitest';
import { formatReading, isReading, moveOn, parseReading, tick } from './clock.ts';

const MS = Date.parse('2018-11-05T02:00:00Z');

describe('the clock of a device', () => {
	test('readings sort as text in the order of their time, counter and device', () => {
		const readings = [
			{ ms: MS, counter: 0, device: 'aaaaaaaa' },
			{ ms: MS, counter: 0, device: 'bbbbbbbb' },
			{ ms: MS, counter: 36, device: 'aaaaaaaa' },
			{ ms: MS + 1, counter: 0, device: 'aaaaaaaa' }
		].map(formatReading);

		expect([...readings].sort()).toEqual(readings);
	});

	test('a reading is taken apart again', () => {
		const reading = { ms: MS, counter: 41, device: 'phone001' };

		expect(parseReading(formatReading(reading))).toEqual(reading);
		expect(isReading(formatReading(reading))).toBe(true);
		expect(isReading('yesterday')).toBe(false);
		expect(isReading(`0${formatReading(reading)}`)).toBe(false);
		expect(isReading(`${formatReading(reading)}0`)).toBe(false);
	});

	test('goes on even when the wall clock stands still or goes back a year', () => {
		const first = tick(undefined, MS, 'phone001');
		const second = tick(first, MS, 'phone001');
		const third = tick(second, MS - 365 * 86_400_000, 'phone001');

		expect([first, second, third].sort()).toEqual([first, second, third]);
		expect(new Set([first, second, third]).size).toBe(3);
	});

	test('follows the wall clock when that goes on', () => {
		const first = tick(undefined, MS, 'phone001');

		expect(parseReading(tick(first, MS + 1, 'phone001'))).toEqual({ ms: MS + 1, counter: 0, device: 'phone001' });
		expect(parseReading(tick(first, MS, 'phone001'))).toEqual({ ms: MS, counter: 1, device: 'phone001' });
	});

	test('carries a full counter into the milliseconds', () => {
		const full = formatReading({ ms: MS, counter: 36 ** 3 - 1, device: 'phone001' });

		expect(parseReading(tick(full, MS, 'phone001'))).toEqual({ ms: MS + 1, counter: 0, device: 'phone001' });
	});

	test('is moved on by what it receives, and never back', () => {
		const own = tick(undefined, MS, 'phone001');
		const later = tick(undefined, MS + 5_000, 'office01');

		expect(moveOn(own, later)).toBe(later);
		expect(moveOn(later, own)).toBe(later);
		expect(moveOn(undefined, own)).toBe(own);
	});
});
