import { describe, expect, test } from 'vitest';
import { addDays, FIRST_DAY, LAST_DAY } from '../dates.ts';
import { date } from './fields.ts';
import { anyDay, anyText, comingDay, neededDay, neededText, pastDay } from './form-fields.ts';
import { tidyText } from '../tidy-text.ts';
import { TEXT_LIMIT } from './text-limit.ts';

const TODAY = '2018-11-05';
const kinds = (problems: { kind: string }[]) => problems.map(({ kind }) => kind);

describe('text', () => {
	test('is stored with composed letters and without what cannot be seen at its ends', () => {
		expect(tidyText('\ufeff\u200b Thôn 3\u00a0\u200e'.normalize('NFD'))).toBe('Thôn 3');
		expect(tidyText('Một\u200bhai\n\nba')).toBe('Một\u200bhai\n\nba');
	});

	test('of which nothing can be seen is missing', () => {
		for (const typed of ['', '  \n', '\u200b', '\u2060 \u00ad']) {
			expect(kinds(neededText('reason', typed))).toEqual(['missing']);
		}
	});
});

describe('a day that a form asks for', () => {
	test('may be left out where it is not needed', () => {
		expect(anyDay('on', '')).toEqual([]);
		expect(kinds(neededDay('on', ''))).toEqual(['missing']);
	});

	test.each(['no-day', '2018-02-31', '22019-11-05'])(
		'%s is in no calendar: it is not taken for an empty box',
		(typed) => {
			for (const problems of [anyDay('on', typed), neededDay('on', typed), pastDay('on', typed, TODAY)])
				expect(kinds(problems)).toEqual(['no-day']);
			expect(kinds(comingDay('on', typed, TODAY))).toEqual(['no-day']);
			expect(date.safeParse(typed).success).toBe(false);
		}
	);

	test.each(['0018-11-05', addDays(FIRST_DAY, -1), addDays(LAST_DAY, 1)])('%s is a slip of the finger', (typed) => {
		expect(kinds(anyDay('on', typed))).toEqual(['odd-year']);
		expect(date.safeParse(typed).success).toBe(false);
	});

	test.each([FIRST_DAY, TODAY, LAST_DAY])('%s may be written', (typed) => {
		expect(anyDay('on', typed)).toEqual([]);
		expect(date.safeParse(typed).success).toBe(true);
	});

	test('of what happened is over or today, of what is to come today or later', () => {
		expect(pastDay('on', TODAY, TODAY)).toEqual([]);
		expect(kinds(pastDay('on', addDays(TODAY, 1), TODAY))).toEqual(['future']);
		expect(comingDay('on', TODAY, TODAY)).toEqual([]);
		expect(kinds(comingDay('on', addDays(TODAY, -1), TODAY))).toEqual(['past']);
	});
});

test('a text ends where the records do', () => {
	expect(anyText('note', 'ộ'.repeat(TEXT_LIMIT))).toEqual([]);
	expect(kinds(anyText('note', 'ộ'.repeat(TEXT_LIMIT + 1)))).toEqual(['too-long']);
});
