import { expect, test } from 'vitest';
import { unsentWords } from './contact-words.ts';

const NOW_MS = Date.parse('2018-11-05T08:00:00Z');
const DAY_MS = 86_400_000;
const words = (changes: number, photos: number, oldest: number | null) =>
	unsentWords({ seenAt: '2018-11-05T07:00:00.000Z', pending: { changes, photos, oldest } }, NOW_MS);

test('the office reads how much a phone has not sent, and for how long', () => {
	expect(words(6, 0, NOW_MS - 4 * DAY_MS)).toBe('Còn 6 mục chưa gửi, cũ nhất từ 4 ngày trước');
	expect(words(1, 2, NOW_MS - DAY_MS / 2)).toBe('Còn 1 mục và 2 ảnh chưa gửi, cũ nhất từ hôm nay');
	expect(words(0, 3, null)).toBe('Còn 3 ảnh chưa gửi');
	expect(words(0, 0, null)).toBe('Đã gửi hết');
});

test('a visit of five changes is one thing, as the officer sees it', () => {
	const contact = { seenAt: '2018-11-05T07:00:00.000Z', pending: { changes: 5, items: 1, photos: 0, oldest: null } };
	expect(unsentWords(contact, NOW_MS)).toBe(words(1, 0, null));
});
