import { describe, expect, test } from 'vitest';
import { addDays, dateOfInstant, daysBetween, isTradeDate, shiftInstant, timeOfInstant } from './dates.ts';

describe('the day in Việt Nam', () => {
	test('begins seven hours before that of Greenwich', () => {
		const midnight = Date.parse('2018-11-04T17:00:00.000Z');
		expect(dateOfInstant(midnight)).toBe('2018-11-05');
		expect(dateOfInstant(midnight - 1)).toBe('2018-11-04');
		expect(timeOfInstant(midnight)).toBe('00:00');
		expect(timeOfInstant(midnight - 1)).toBe('23:59');
	});

	test('the last of the year turns with it', () => {
		expect(dateOfInstant(Date.parse('2018-12-31T18:00:00.000Z'))).toBe('2019-01-01');
	});
});

describe('days between two dates', () => {
	test.each([
		['2018-11-05', '2018-12-31', 56],
		['2018-11-05', '2018-11-02', -3],
		['2018-11-05', '2018-11-05', 0],
		['2020-02-28', '2020-03-01', 2],
		['2018-12-31', '2019-01-01', 1]
	])('from %s to %s there are %i', (from, to, days) => {
		expect(daysBetween(from, to)).toBe(days);
		expect(addDays(from, days)).toBe(to);
	});
});

describe('the day of the demo', () => {
	const now = Date.parse('2026-03-10T02:41:00.000Z');

	test('keeps the time of day', () => {
		const shifted = shiftInstant(now, '2018-11-05');
		expect(dateOfInstant(shifted)).toBe('2018-11-05');
		expect(timeOfInstant(shifted)).toBe(timeOfInstant(now));
	});

	test('early in the morning it is the day of Việt Nam that is kept', () => {
		const early = Date.parse('2026-03-09T18:30:00.000Z');
		expect(dateOfInstant(shiftInstant(early, '2018-11-05'))).toBe('2018-11-05');
	});

	test('does not exist outside a demo', () => {
		expect(shiftInstant(now, undefined)).toBe(now);
	});
});

test.each([
	'2018-02-29',
	'2018-02-30',
	'2018-13-01',
	'2018-00-10',
	'2018-11-5',
	'05/11/2018',
	'2018-11-05T00:00:00Z',
	''
])('"%s" is no date', (text) => {
	expect(isTradeDate(text)).toBe(false);
});

test('the 29th of February is a date in a leap year', () => {
	expect(isTradeDate('2020-02-29')).toBe(true);
	expect(isTradeDate('2018-11-05')).toBe(true);
});
