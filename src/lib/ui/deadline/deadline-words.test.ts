import { expect, test } from 'vitest';
import { daysBetween } from '#lib/domain/dates.ts';
import { deadlineWords } from './deadline-words.ts';

const said = (dueOn: string) => deadlineWords(dueOn, daysBetween('2018-11-05', dueOn));

test.each([
	['2018-11-02', 'Quá hạn 3 ngày'],
	['2018-11-05', 'Hôm nay'],
	['2018-11-07', 'Còn 2 ngày'],
	['2018-11-08', 'Còn 3 ngày'],
	['2018-11-09', 'Thứ Sáu 09/11'],
	['2019-01-15', '15/01/2019']
])('on Monday 05/11/2018, due on %s reads %s', (dueOn, words) => {
	expect(said(dueOn)).toBe(words);
});
