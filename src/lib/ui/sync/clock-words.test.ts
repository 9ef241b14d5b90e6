import { expect, test } from 'vitest';
import { clockWords } from './clock-words.ts';

const HOUR_MS = 3_600_000;

test.each([
	[0.5 * HOUR_MS, 'Đồng hồ máy chậm khoảng 30 phút'],
	[-2 * HOUR_MS, 'Đồng hồ máy nhanh khoảng 2 giờ'],
	[365 * 24 * HOUR_MS, 'Đồng hồ máy chậm khoảng 365 ngày']
])('a clock that is %d ms behind', (behindMs, words) => {
	expect(clockWords(behindMs)).toBe(words);
});
