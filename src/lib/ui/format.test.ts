import { afterEach, describe, expect, test } from 'vitest';
import { overwriteGetLocale } from '#lib/i18n/generated/runtime.js';
import { formatList, formatNumber, formatWeekday } from './format.ts';

type Locale = 'vi' | 'en';
const speak = (locale: Locale) => overwriteGetLocale(() => locale);
afterEach(() => speak('vi'));

const LISTS = [[], ['6'], ['6', '17'], ['6', '7', '17'], ['1', '2', '3', '4']];
const WEEK = Array.from({ length: 7 }, (_, day) => `2018-11-0${day + 1}`);

describe.each<Locale>(['vi', 'en'])('in %s', (locale) => {
	test('a list is written as the language does', () => {
		speak(locale);
		const intl = new Intl.ListFormat(locale, { type: 'conjunction' });

		expect(LISTS.map(formatList)).toEqual(LISTS.map((list) => intl.format(list)));
	});

	test('a day of the week is named as the language does', () => {
		speak(locale);
		const intl = new Intl.DateTimeFormat(locale, { weekday: locale === 'vi' ? 'long' : 'short', timeZone: 'UTC' });

		expect(WEEK.map((date) => formatWeekday(date).replace(/ \d\d\/11$/, ''))).toEqual(
			WEEK.map((date) => intl.format(Date.parse(date)))
		);
	});
});

test('numbers have the language’s decimal mark, and no more decimals than asked for', () => {
	expect([formatNumber(87.456), formatNumber(87.456, 1), formatNumber(1234)]).toEqual(['87,46', '87,5', '1.234']);
	speak('en');
	expect(formatNumber(87.456, 1)).toBe('87.5');
});
