import { expect, test } from 'vitest';
import { joinParts, sentences } from './sentences.ts';

test('what is known stands in sentences, and what is missing is left out', () => {
	expect(sentences(['Văn bản 1207, ngày 25/10'], [null, 'tiêu chí 6', '', 'tiêu chí 16'], [null])).toBe(
		'Văn bản 1207, ngày 25/10. Tiêu chí 6, tiêu chí 16.'
	);
});

test('after words that somebody closed with a full stop comes no comma, but a new sentence', () => {
	expect(sentences(['Tiêu chí 6: Đã đủ giấy tờ.', 'tiêu chí 16'])).toBe('Tiêu chí 6: Đã đủ giấy tờ. Tiêu chí 16.');
	expect(sentences(['Đã đủ chưa?', null, 'còn 2 ảnh. '], ['đạt'])).toBe('Đã đủ chưa? Còn 2 ảnh. Đạt.');
});

test('in one line too', () => {
	expect(joinParts(['Đang xử lý', 'làm việc với đơn vị thu gom.', 'ngày 22/10'])).toBe(
		'Đang xử lý, làm việc với đơn vị thu gom. Ngày 22/10'
	);
	expect(joinParts([null, '', undefined])).toBe('');
});
