import { expect, test } from 'vitest';
import { courseWords, knownPoints } from './course.ts';

const courseOf = (...counts: (number | null)[]) => counts.map((complete) => ({ on: '2018-11-05', complete }));

test('a course says from where to where, and over how many weeks', () => {
	expect(courseWords(courseOf(11, 12, 12, 14, 15, 17, 18, 19))).toBe('Từ 11 lên 19 hồ sơ trong 8 tuần');
	expect(courseWords(courseOf(6, 6, 5))).toBe('Từ 6 xuống 5 hồ sơ trong 3 tuần');
	expect(courseWords(courseOf(5, 6, 5))).toBe('Vẫn 5 hồ sơ trong 3 tuần');
});

test('weeks of which nothing is known are not counted, and one week alone is no course', () => {
	expect(courseWords(courseOf(null, null, 3, 5))).toBe('Từ 3 lên 5 hồ sơ trong 2 tuần');
	expect(courseWords(courseOf(null, null, 19))).toBeNull();
	expect(knownPoints(courseOf(null, 19))).toEqual([]);
	expect(courseWords(courseOf(null, null))).toBeNull();
});
