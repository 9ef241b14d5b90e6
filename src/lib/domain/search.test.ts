import { describe, expect, test } from 'vitest';
import { foldMarks, isSameName, matchesSearch } from './search.ts';

test('marks do not matter, nor case, and đ is d', () => {
	expect(foldMarks('Môi trường và Điện')).toBe('moi truong va dien');
	expect(foldMarks('Đồng Lợi'.normalize('NFD'))).toBe('dong loi');
});

test.each([
	['a zero-width space', '\u200b'],
	['a byte order mark', '\ufeff'],
	['a mark of direction', '\u202a'],
	['a soft hyphen', '\u00ad'],
	['a word joiner', '\u2060'],
	['a filler', '\u3164']
])('%s, which comes along with pasted text, hides nothing', (_what, sign) => {
	expect(matchesSearch('17. Môi trường', `${sign}mo${sign}i trường${sign}`)).toBe(true);
	expect(matchesSearch(`17. ${sign}Mô${sign}i trường`, 'moi')).toBe(true);
	expect(matchesSearch('17. Môi trường', sign)).toBe(true);
});

test('full-width letters, and Ð as old fonts have it, are letters', () => {
	expect(matchesSearch('Xã Đồng Lợi', 'Ｄong')).toBe(true);
	expect(matchesSearch('Xã Đồng Lợi', 'Ðồng')).toBe(true);
});

test('names are the same whatever their letters are made of; marks count', () => {
	const name = 'Thôn Đồng Xá';
	for (const typed of ['\u200bThôn Đồng Xá', 'Thôn  Đồng\u00a0Xá ', name.normalize('NFD'), 'THÔN ĐỒNG XÁ'])
		expect(isSameName(name, typed)).toBe(true);
	expect(isSameName(name, 'Thôn Đồng Xa')).toBe(false);
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
