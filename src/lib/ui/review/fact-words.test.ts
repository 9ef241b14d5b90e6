import { expect, test } from 'vitest';
import type { CrossCheck } from '#lib/domain/review/cross-checks.ts';
import { factLine } from './fact-words.ts';

const spaced = (text: string) => text.replaceAll('\u00a0', ' ');
const line = (fact: CrossCheck) => {
	const { tone, text } = factLine(fact, () => '2 nhà');
	return [tone, spaced(text)];
};
const place = { kind: 'place', accuracyM: 8, points: 6 } as const;

test.each<[CrossCheck, string, string]>([
	[
		{ kind: 'pair', part: 7, whole: 8, percent: 87.5, typed: undefined, agrees: true, level: undefined },
		'leaf',
		'7/8 tính đúng ra 87,5%'
	],
	[
		{ kind: 'pair', part: 7, whole: 8, percent: 87.5, typed: 90, agrees: false, level: undefined },
		'gold',
		'7/8 là 87,5%, nhưng xã ghi 90%'
	],
	[{ ...place, distanceM: 340, isFar: false }, 'leaf', 'Cách giữa 6 điểm khác của xã 340 m, sai số 8 m'],
	[{ ...place, distanceM: 9_260, isFar: true }, 'gold', 'Ở xa 6 điểm khác của xã: 9,3 km, sai số 8 m'],
	[{ kind: 'photos_none' }, 'soft', 'Không có ảnh'],
	[{ kind: 'photos_other_day', photos: 2, others: [{ on: '2018-10-30' }] }, 'gold', 'Có ảnh chụp ngày khác: 30/10'],
	[
		{ kind: 'office_differs', measurement: { on: '2018-11-04', value: 2, met: 'not_met' }, on: '2018-11-04' },
		'brick',
		'Khác số huyện: huyện kiểm tra 04/11 được 2 nhà, chưa đạt'
	]
])('%j', (fact, tone, text) => {
	expect(line(fact)).toEqual([tone, text]);
});
