import { describe, expect, test } from 'vitest';
import { findIndicator, type Indicator } from '#lib/domain/criteria/criteria-set.ts';
import { judge, type Figures } from '#lib/domain/criteria/judge.ts';
import { groundOf } from '#lib/domain/criteria/threshold.ts';
import { overwriteGetLocale } from '#lib/i18n/generated/runtime.js';
import { REFERENCE, communeNamed } from '../../../../tests/support/trieu-son.ts';
import { targetWords, verdictLine, verdictWords } from './verdict-words.ts';

const SET = REFERENCE.criteriaSets[0]!;
const ground = groundOf(communeNamed('Minh Châu'), 2018, REFERENCE);
const refOf = (indicator: string) => ({ set: SET.id, indicator });

/** A unit keeps its no-break space on screen; here it would only hide what is meant. */
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null;

function words(no: string, figures: Figures) {
	const { title, gap, target } = verdictWords(judge(findIndicator(SET, no)!, figures, ground), refOf(no));
	return [title, plain(gap), target];
}

function line(no: string, figures: Figures): string | null {
	const judgement = judge(findIndicator(SET, no)!, figures, ground);
	const isMet = judgement.kind === 'judged' && judgement.met;
	return plain(verdictLine(isMet ? 'met' : 'not_met', judgement, refOf(no)));
}

describe('what a verdict says', () => {
	test.each<[string, Figures, (string | null)[]]>([
		['6.3', { part: 7, whole: 8 }, ['Chưa đạt', 'Còn thiếu 1 thôn', 'Cần 100%']],
		['6.3', { part: 8, whole: 8 }, ['Đạt', 'Vừa đủ', 'Cần 100%']],
		['15.1', { value: 86.2 }, ['Đạt', 'Vượt 1,2 điểm %', 'Cần từ 85%']],
		['15.1', { value: 84 }, ['Chưa đạt', 'Còn thiếu 1 điểm %', 'Cần từ 85%']],
		['15.3', { value: 24.3 }, ['Chưa đạt', 'Vượt 0,1 điểm %', 'Tối đa 24,2%']],
		['15.3', { part: 121, whole: 500 }, ['Đạt', 'Bằng mức tối đa', 'Tối đa 24,2%']],
		['15.3', { value: 20 }, ['Đạt', 'Dưới mức tối đa 4,2 điểm %', 'Tối đa 24,2%']],
		['9.1', { value: 2 }, ['Chưa đạt', 'Vượt 2 nhà', 'Cần không còn']],
		['4.2', { part: 1234, whole: 2500 }, ['Chưa đạt', 'Còn thiếu 1.216 hộ', 'Cần từ 98%']]
	])('%s with %o', (no, figures, expected) => {
		expect(words(no, figures)).toEqual(expected);
	});

	describe('of two figures is said for each of them', () => {
		const both = (figures: Figures) => {
			const said = verdictWords(judge(findIndicator(SET, '17.1')!, figures, ground), refOf('17.1'));
			return [said.title, ...said.figures.map((one) => [one.label, plain(one.said), one.target])];
		};
		const clean = (part: number) => [{ label: 'nước sạch', part, whole: 1000 }];

		test('where the second fails', () => {
			expect(both({ value: 98.5, more: clean(590) })).toEqual([
				'Chưa đạt',
				[null, 'Đạt, vượt 0,5 điểm %', 'Cần từ 98%'],
				['nước sạch', 'Chưa đạt, còn thiếu 10 hộ', 'Cần từ 60%']
			]);
		});

		test('where both fail', () => {
			expect(both({ part: 950, whole: 1000, more: clean(590) })).toEqual([
				'Chưa đạt',
				[null, 'Chưa đạt, còn thiếu 30 hộ', 'Cần từ 98%'],
				['nước sạch', 'Chưa đạt, còn thiếu 10 hộ', 'Cần từ 60%']
			]);
		});

		test('while the other is not typed yet', () => {
			expect(both({ value: 98.5 })).toEqual([
				'Nhập số để xem kết quả',
				[null, 'Đạt, vượt 0,5 điểm %', 'Cần từ 98%'],
				['nước sạch', 'Chưa có số', null]
			]);
			expect(both({ more: clean(600) })).toEqual([
				'Nhập số để xem kết quả',
				[null, 'Chưa có số', null],
				['nước sạch', 'Đạt, vừa đủ', 'Cần từ 60%']
			]);
		});
	});

	test('an indicator of households and businesses together counts without a noun', () => {
		expect(words('17.8', { part: 95, whole: 100 })[1]).toBe('Còn thiếu 5');
	});

	test('income is told in its own unit', () => {
		const in2020 = { ...ground, year: 2020 };
		const judgement = judge(findIndicator(SET, '10.1')!, { value: 35.5 }, in2020);
		expect(plain(verdictWords(judgement, refOf('10.1')).gap)).toBe('Còn thiếu 0,5 triệu đồng/người/năm');
	});

	test('nothing typed asks for the figure, a level nobody has set says so', () => {
		expect(words('6.3', {})).toEqual(['Nhập số để xem kết quả', null, null]);
		expect(words('2.1', { part: 9, whole: 12 })[2]).toBe('Tỉnh chưa cho mức cụ thể');
		expect(words('6.1', {})[2]).toBeNull();
	});

	test('the province is named only where the level is the province’s to give', () => {
		expect(words('10.1', { value: 32 })[2]).toBe('Chưa có mức quy định cho năm này');
	});
});

describe('a line of a list', () => {
	test.each<[string, Figures, string]>([
		['6.3', { part: 6, whole: 8 }, 'Chưa đạt, thiếu 2 thôn'],
		['11.1', { part: 51, whole: 1000 }, 'Chưa đạt, vượt 1 hộ'],
		['6.3', { part: 8, whole: 8 }, 'Đạt'],
		['17.1', { value: 99, more: [{ label: 'nước sạch', value: 59 }] }, 'Chưa đạt, thiếu 1 điểm % nước sạch'],
		[
			'17.1',
			{ part: 950, whole: 1000, more: [{ label: 'nước sạch', part: 590, whole: 1000 }] },
			'Chưa đạt, thiếu 30 hộ, thiếu 10 hộ nước sạch'
		]
	])('of %s with %o', (no, figures, expected) => {
		expect(line(no, figures)).toBe(expected);
	});

	test('says only what a person judged without figures', () => {
		expect(verdictLine('not_met', { kind: 'by-person', value: null, noteRequired: false }, refOf('6.1'))).toBe(
			'Chưa đạt'
		);
		expect(verdictLine('unrecorded', undefined, refOf('6.1'))).toBe('Chưa ghi');
	});
});

test('a level with a second figure names both', () => {
	expect(targetWords(levelOf(findIndicator(SET, '17.1')!), refOf('17.1'))).toBe('Cần từ 98%, nước sạch từ 60%');
});

test('one is singular in English', () => {
	overwriteGetLocale(() => 'en');
	try {
		expect(words('6.3', { part: 7, whole: 8 })).toEqual(['Not met', '1 village short', '100% needed']);
		expect(words('6.3', { part: 6, whole: 8 })[1]).toBe('2 villages short');
	} finally {
		overwriteGetLocale(() => 'vi');
	}
});

function levelOf(indicator: Indicator) {
	const level = indicator.threshold?.['north_central'];
	if (!level) throw new Error(`${indicator.no} has no level`);
	return level;
}
