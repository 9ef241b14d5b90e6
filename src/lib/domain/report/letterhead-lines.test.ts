import { expect, test } from 'vitest';
import { letterheadLines } from './letterhead-lines.ts';

const lines = (name: string) => letterheadLines(name, 'huyện Triệu Sơn').replaceAll('\u00a0', '_').split('\n');

test('an agency’s name breaks between words that belong together, never within the name of its place', () => {
	expect(lines('BCĐ CHƯƠNG TRÌNH XÂY DỰNG NTM HUYỆN TRIỆU SƠN')).toEqual([
		'BCĐ_CHƯƠNG_TRÌNH XÂY_DỰNG_NTM HUYỆN_TRIỆU_SƠN'
	]);
	expect(lines('VĂN PHÒNG ĐIỀU PHỐI')).toEqual(['VĂN_PHÒNG ĐIỀU_PHỐI']);
});

test('it stands in the lines in which it was typed', () => {
	expect(lines(' UBND HUYỆN TRIỆU SƠN\n\nPhòng  Nông nghiệp ')).toEqual([
		'UBND HUYỆN_TRIỆU_SƠN',
		'Phòng Nông nghiệp'
	]);
	expect(lines('')).toEqual(['']);
});
