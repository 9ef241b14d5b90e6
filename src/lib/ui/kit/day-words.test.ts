import { expect, test } from 'vitest';
import { dayInWords } from './day-words.ts';

test('a day in words has its year where that is not this one', () => {
	expect(dayInWords('2018-11-05', '2018-01-31')).toBe('Thứ Hai, ngày 5 tháng 11');
	expect(dayInWords('2019-01-06', '2018-12-31')).toBe('Chủ Nhật, ngày 6 tháng 1 năm 2019');
	expect(dayInWords('2018-11-05')).toBe('Thứ Hai, ngày 5 tháng 11 năm 2018');
});
