import { expect, test } from 'vitest';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { criterionName } from '../criterion-name.ts';
import { findCriteria } from './find-criteria.ts';

const { criteria, synonyms } = REFERENCE.criteriaSets[0]!;
const found = (typed: string) => findCriteria(criteria, typed, synonyms).map(({ no }) => no);

test('words are found with and without marks, in the names of indicators too', () => {
	expect(found('moi truong an toan')).toEqual([17]);
	expect(found('Môi trường an toàn')).toEqual([17]);
	expect(found('nhà văn hóa')).toEqual([6]);
	expect(found('khong co gi nhu vay')).toEqual([]);
});

test('what the village calls it is found too', () => {
	expect(found('rác')).toEqual([17]);
	expect(found('Nghia trang')).toEqual([17]);
	expect(found('đường bê tông')).toEqual([2]);
});

test('figures look for numbers, not for figures in a wording', () => {
	expect(found('3')).toEqual([3]);
	expect(found('6.3')).toEqual([6]);
	expect(found('17')).toEqual([17]);
});

test('nothing typed leaves all of them', () => {
	expect(found('  ')).toHaveLength(19);
});

test('names are printed with a dash and their compounds unbroken', () => {
	expect(criterionName('Hạ tầng kinh tế - xã hội')).toBe('Hạ tầng kinh\u00a0tế – xã\u00a0hội');
	expect(criterionName('Cơ sở vật chất văn hóa')).toBe('Cơ sở vật chất văn\u00a0hóa');
});
