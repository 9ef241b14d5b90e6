import { expect, test } from 'vitest';
import { keepCompounds } from './compounds.ts';

const marked = (text: string) => keepCompounds(text).replaceAll('\u00a0', '_');

test('compounds stay on one line, and a village with its number', () => {
	expect(marked('Nộp biên bản nghiệm thu nhà văn hóa thôn 3')).toBe('Nộp biên bản nghiệm thu nhà văn_hóa thôn_3');
	expect(marked('Môi trường và an toàn thực phẩm')).toBe('Môi_trường và an_toàn thực_phẩm');
});

test('what only begins alike is left alone', () => {
	expect(marked('An Ninhh')).toBe('An Ninhh');
	expect(marked('8 thôn chưa xong')).toBe('8 thôn chưa xong');
});
