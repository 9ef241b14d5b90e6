import { describe, expect, test } from 'vitest';
import { foldMarks, matchesSearch } from './search.ts';

test('marks do not matter, nor case, and đ is d', () => {
	expect(foldMarks('Môi trường và Điện')).toBe('moi truong va dien');
	expect(foldMarks('Đồng Lợi'.normalize('NFD'))).toBe('dong loi');
});

describe('searching the criteria', () => {
	const environment = '17. Môi trường và an toàn thực phẩm';

	test.each(['moi truong', 'Môi Trường', '17', 'thuc pham moi', 'an toan', '', '  '])('"%s" finds 17', (typed) => {
		expect(matchesSearch(environment, typed)).toBe(true);
	});

	test.each(['truongx', 'oi truong', '7', 'giao thong', 'môi trường y tế'])('"%s" does not', (typed) => {
		expect(matchesSearch(environment, typed)).toBe(false);
	});

	test('an indicator is found by its number', () => {
		expect(matchesSearch('6.3 Tỷ lệ thôn có nhà văn hóa', '6.3')).toBe(true);
		expect(matchesSearch('6.3 Tỷ lệ thôn có nhà văn hóa', '6.')).toBe(true);
		expect(matchesSearch('16.3 Tỷ lệ', '6.3')).toBe(false);
	});

	test('"đ" and "d" find each other', () => {
		expect(matchesSearch('4. Điện', 'dien')).toBe(true);
		expect(matchesSearch('Xã Dân Lý', 'đân')).toBe(true);
	});
});
