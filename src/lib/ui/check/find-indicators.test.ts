import { expect, test } from 'vitest';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { findIndicators } from './find-indicators.ts';

const { criteria, synonyms } = REFERENCE.criteriaSets[0]!;
const found = (typed: string) =>
	findIndicators(criteria, typed, synonyms).flatMap(({ indicators }) => indicators.map(({ no }) => no));

test('an indicator is found by its words, with or without marks', () => {
	expect(found('nha van hoa')).toEqual(['6.1', '6.3']);
	expect(found('Hộ nghèo')).toEqual(['11.1']);
});

test.each([
	['rác', ['17.5']],
	['bai rac', ['17.5']],
	['nghĩa trang', ['17.4']],
	['nghia trang', ['17.4']],
	['chuồng lợn', ['17.7']],
	['nhà vệ sinh', ['17.6']],
	['trạm xá', ['15.2']],
	['kênh mương', ['3.1']],
	['xử lý rác', ['17.5']],
	['thẻ bảo hiểm', ['15.1']]
])('what the village calls "%s" is found', (typed, expected) => {
	expect(found(typed)).toEqual(expected);
});

test.each(['cận nghèo', 'gia đình văn hóa', 'tổ hợp tác'])(
	'"%s", which no indicator counts, leads to none',
	(typed) => {
		expect(found(typed)).toEqual([]);
	}
);

test('a criterion that is named brings all of its indicators', () => {
	expect(found('giao thong')).toEqual(['2.1', '2.2', '2.3', '2.4']);
	expect(found('14')).toEqual(['14.1', '14.2', '14.3']);
});

test('a number is an indicator or a criterion, not a figure in a sentence', () => {
	expect(found('6.3')).toEqual(['6.3']);
	expect(found('9')).toEqual(['9.1', '9.2']);
	expect(found('5')).toEqual(['5.1']);
});

test('what cannot be seen before a number or a word does not matter', () => {
	expect(found('\u200b6.3')).toEqual(['6.3']);
	expect(found('\ufeff9')).toEqual(['9.1', '9.2']);
	expect(found('\u200bhộ nghèo'.normalize('NFD'))).toEqual(['11.1']);
});

test('nothing typed leaves everything, and what is nowhere leaves nothing', () => {
	expect(found(' ')).toHaveLength(49);
	expect(found('sân bay')).toEqual([]);
});
