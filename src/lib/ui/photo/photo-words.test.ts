import { expect, test } from 'vitest';
import { photoCountWords, takenInFull, takenWords } from './photo-words.ts';

const TODAY = '2018-11-05';
const at = '2018-11-05T02:36:00.000Z';

test('a photo bears the time of today, the day of this year, the date of another', () => {
	expect(takenWords({ takenAt: at }, TODAY)).toEqual({ time: '09:36', name: 'Ảnh lúc 09:36' });
	expect(takenWords({ takenAt: at }, '2018-11-06').time).toBe('05/11');
	expect(takenWords({ takenAt: at }, '2019-01-02').time).toBe('05/11/2018');
});

test('one that was chosen says so, on the phone and at the desk', () => {
	const chosen = { takenAt: at, chosen: { takenAt: '2018-10-28T02:36:12.000Z' } };
	expect(takenWords(chosen, TODAY)).toEqual({ time: 'Từ thư viện', name: 'Ảnh lúc 09:36 28/10, từ thư viện' });
	expect(takenInFull(chosen).taken).toBe('Chụp 09:36 ngày 28/10/2018, từ thư viện');
	expect(takenInFull({ takenAt: at, chosen: {} }).taken).toBe('Từ thư viện, không rõ lúc chụp');
	expect(takenInFull({ takenAt: at }).taken).toBe('Chụp 09:36 ngày 05/11/2018');
	expect(photoCountWords({ n: 3, chosen: 1 })).toBe('3 ảnh, 1 từ thư viện');
});
