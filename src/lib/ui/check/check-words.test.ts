import { describe, expect, test } from 'vitest';
import { communeNamed, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { findIndicator, hasFigure, isPercent } from '#lib/domain/criteria/criteria-set.ts';
import { groundOf } from '#lib/domain/criteria/threshold.ts';
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
const SETS = REFERENCE.criteriaSets;
const refOf = (indicator: string) => ({ set: SET.id, indicator });
const labelsOf = (no: string) => figureLabels(findIndicator(SET, no)!, SET);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the boxes of a figure', () => {
	test('name what is counted', () => {
		expect(labelsOf('6.3')).toEqual({ part: 'Thôn đã có', whole: 'Tổng số thôn', figure: 'Tỷ lệ' });
		expect(labelsOf('16.1')).toMatchObject({ part: 'Thôn đạt tiêu chuẩn văn hóa' });
		expect(labelsOf('11.1')).toMatchObject({ part: 'Hộ nghèo đa chiều', whole: 'Tổng số hộ' });
		expect(labelsOf('9.1')).toMatchObject({ figure: 'Số nhà tạm, dột nát' });
	});

	test('ask for the households that keep animals, and which of them have a clean stable', () => {
		expect(labelsOf('17.7')).toMatchObject({
			part: 'Hộ chăn nuôi có chuồng trại đảm bảo vệ sinh môi trường',
			whole: 'Tổng số hộ chăn nuôi'
		});
	});

	test.each([
		['2.1', /đường từ trung tâm xã đến đường huyện/],
		['5.1', /thiết bị dạy học/],
		['17.2', /nuôi trồng thủy sản, làng nghề/],
		['17.6', /3 sạch/]
	])('of %s leave out nothing that the decision counts', (no, words) => {
		const { part, whole } = labelsOf(no);
		expect(`${part} / ${whole}`).toMatch(words);
	});

	test('tell the two pairs of 17.1 apart', () => {
		expect(labelsOf('17.1')).toMatchObject({ part: 'Hộ dùng nước hợp vệ sinh', whole: 'Tổng số hộ' });
		expect(secondLabels({ no: '17.1' }, 'nước sạch', SET)).toMatchObject({ part: 'Hộ dùng nước sạch' });
	});

	test('are named in the words of the decision for every figure of every set', () => {
		const unnamed = SETS.flatMap((set) =>
			set.criteria
				.flatMap(({ indicators }) => indicators)
				.filter(({ no, kind }) => {
					const asks = set.asks?.[no];
					if (!hasFigure({ kind })) return false;
					return isPercent({ kind }) ? !asks?.part || !asks.whole : !asks?.figure;
				})
				.map(({ no }) => `${set.id} ${no}`)
		);
		expect(unnamed).toEqual([]);
	});

	test('say nothing that the wording of an unknown set leaves open', () => {
		const bare = { id: 'another-set' };
		expect(figureLabels(findIndicator(SET, '17.8')!, bare)).toMatchObject({ part: 'Số đạt', whole: 'Tổng số' });
		expect(figureLabels(findIndicator(SET, '6.3')!, { id: SET.id })).toMatchObject({ part: 'Thôn đạt' });
	});
});

test('only what counts villages has their number for its whole', () => {
	expect(['6.3', '16.1', '9.2', '17.8'].filter((no) => countsVillages(refOf(no)))).toEqual(['6.3', '16.1']);
});

describe('a problem', () => {
	test('of a part above its whole names both ways out', () => {
		const words = problemWords({ at: 'part', kind: 'part-over-whole', whole: 8 }, labelsOf('6.3'));
		expect(plain(words)).toBe('Tổng số thôn là 8 nên số này không quá 8. Bản nháp vẫn giữ. Sửa một trong hai số.');
	});

	test('of a missing figure is shown only after the first try', () => {
		const missing = [{ at: 'part', kind: 'missing' } as const];
		expect(problemAt(missing, { at: 'part', labels: labelsOf('6.3'), tried: false })).toBeNull();
		expect(problemAt(missing, { at: 'part', labels: labelsOf('6.3'), tried: true })).toMatch(/^Chưa có số/);
		expect(problemAt(missing, { at: 'whole', labels: labelsOf('6.3'), tried: true })).toBeNull();
	});

	test('of a second figure is not taken for one of the first', () => {
		const second = [{ at: 'part', of: 'nước sạch', kind: 'negative' } as const];
		expect(problemAt(second, { at: 'part', labels: labelsOf('17.1'), tried: true })).toBeNull();
		expect(fieldName(second[0]!, secondLabels({ no: '17.1' }, 'nước sạch', SET))).toBe(
			'Nước sạch: hộ dùng nước sạch'
		);
	});
});

describe('what was measured last', () => {
	const words = (no: string, measured: Partial<Measurement>) =>
		plain(
			valueWords({ on: '2018-10-24', met: 'not_met', ...measured }, findIndicator(SET, no)!, (year) =>
				groundOf(communeNamed('Minh Châu'), year, REFERENCE)
			)
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
