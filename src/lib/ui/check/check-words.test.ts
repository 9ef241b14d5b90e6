import { describe, expect, test } from 'vitest';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { findIndicator } from '#lib/domain/criteria/criteria-set.ts';
import type { Measurement } from '#lib/domain/records/check/schema.ts';
import {
	countsVillages,
	fieldName,
	figureLabels,
	problemAt,
	problemWords,
	secondLabels,
	valueWords
} from './check-words.ts';

const SET = REFERENCE.criteriaSets[0]!;
const refOf = (indicator: string) => ({ set: SET.id, indicator });
const labelsOf = (no: string) => figureLabels(findIndicator(SET, no)!, refOf(no));
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the boxes of a figure', () => {
	test('name what is counted', () => {
		expect(labelsOf('6.3')).toEqual({ part: 'Thôn đã có', whole: 'Tổng số thôn', figure: 'Tỷ lệ' });
		expect(labelsOf('16.1')).toMatchObject({ part: 'Thôn đạt' });
		expect(labelsOf('11.1')).toMatchObject({ part: 'Hộ thuộc diện', whole: 'Tổng số hộ' });
		expect(labelsOf('9.1')).toMatchObject({ figure: 'Số nhà' });
	});

	test('say nothing of what the wording leaves open', () => {
		expect(labelsOf('17.8')).toMatchObject({ part: 'Số đạt', whole: 'Tổng số' });
	});
});

test('only what counts villages has their number for its whole', () => {
	expect(['6.3', '16.1', '9.2', '17.8'].filter((no) => countsVillages(refOf(no)))).toEqual(['6.3', '16.1']);
});

describe('a problem', () => {
	test('of a part above its whole names both ways out', () => {
		const words = problemWords({ at: 'part', kind: 'part-over-whole', whole: 8 }, refOf('6.3'));
		expect(plain(words)).toBe(
			'Xã có 8 thôn nên số này không quá 8. Bản nháp vẫn giữ. Sửa số hoặc sửa tổng số thôn.'
		);
	});

	test('of a missing figure is shown only after the first try', () => {
		const missing = [{ at: 'part', kind: 'missing' } as const];
		expect(problemAt(missing, { at: 'part', ref: refOf('6.3'), tried: false })).toBeNull();
		expect(problemAt(missing, { at: 'part', ref: refOf('6.3'), tried: true })).toMatch(/^Chưa có số/);
		expect(problemAt(missing, { at: 'whole', ref: refOf('6.3'), tried: true })).toBeNull();
	});

	test('of a second figure is not taken for one of the first', () => {
		const second = [{ at: 'part', of: 'nước sạch', kind: 'negative' } as const];
		expect(problemAt(second, { at: 'part', ref: refOf('17.1'), tried: true })).toBeNull();
		expect(fieldName(second[0]!, secondLabels(refOf('17.1')))).toBe('Nước sạch: hộ đạt');
	});
});

describe('what was measured last', () => {
	const words = (no: string, measured: Partial<Measurement>) =>
		plain(
			valueWords({ on: '2018-10-24', met: 'not_met', ...measured }, findIndicator(SET, no)!, {
				set: SET.id,
				region: 'north_central'
			})
		);

	test('is told with its pair', () => {
		expect(words('6.3', { part: 6, whole: 8 })).toBe('6/8 thôn, 75%');
		expect(words('9.1', { value: 2 })).toBe('2 nhà');
		expect(words('15.1', { value: 86.2 })).toBe('86,2%');
		expect(words('1.1', { met: 'met' })).toBe('Đạt');
	});

	test('is told with its second figure', () => {
		const more = [{ label: 'nước sạch', part: 673, whole: 1176 }];
		expect(words('17.1', { part: 1134, whole: 1176, more })).toBe('1.134/1.176 hộ, 96,4%, nước sạch 57,2%');
	});
});
