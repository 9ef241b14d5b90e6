import { describe, expect, test } from 'vitest';
import { overwriteGetLocale } from '#lib/i18n/generated/runtime.js';
import type { CellState, StripCell } from './strip-cell.ts';
import { blockedPlaces, cellSentence, stripSentence, stripText } from './strip-text.ts';

const GROUPS = [
	{ no: 'I', count: 1 },
	{ no: 'II', count: 8 },
	{ no: 'III', count: 4 },
	{ no: 'IV', count: 4 },
	{ no: 'V', count: 2 }
];
const LETTERS: Record<string, CellState> = { n: 'none', d: 'doing', r: 'ready', w: 'wait', m: 'met', '-': 'na' };

const strip = (states: string, ...blocked: number[]): StripCell[] =>
	[...states].map((letter, index) => ({
		criterion: index + 1,
		state: LETTERS[letter] ?? 'na',
		blocked: blocked.includes(index + 1)
	}));

const MINH_CHAU = strip('wddmdddrdnnddmdnddw', 6, 17);

describe('a strip in a table or a chat message', () => {
	test('has a sign per criterion, groups parted by a space, and the obstacles after it', () => {
		expect(stripText(MINH_CHAU, GROUPS)).toBe('▤ ⬓⬓■⬓⬓⬓▣⬓ □□⬓⬓ ■⬓□⬓ ⬓▤ (vướng 6, 17)');
	});

	test('says nothing of obstacles where there are none', () => {
		expect(stripText(strip('mmw'), [{ no: 'I', count: 3 }])).toBe('■■▤');
	});

	test('shows a dash for what only the total of a commune covers', () => {
		expect(
			stripText(strip('---'), [
				{ no: 'I', count: 2 },
				{ no: 'II', count: 1 }
			])
		).toBe('–– –');
	});
});

describe('a strip read aloud', () => {
	test('counts the states from the finish backwards and names the criteria with obstacles', () => {
		expect(stripSentence('Xã Minh Châu', MINH_CHAU)).toBe(
			'Xã Minh Châu: 2 đạt, 2 chờ thẩm định, 1 xong hồ sơ, 11 đang lập hồ sơ, 3 chưa bắt đầu; vướng mắc ở tiêu chí 6, 17'
		);
	});

	test('leaves out states that no criterion is in, so that nothing unknown is read as zero', () => {
		expect(stripSentence('Xã Dân Lực', strip('--d'))).toBe('Xã Dân Lực: 1 đang lập hồ sơ, 2 chưa có số liệu');
	});

	test('says in English "criterion" for one obstacle and "criteria" for two', () => {
		overwriteGetLocale(() => 'en');
		try {
			expect(stripSentence('Minh Châu', strip('md', 2))).toBe(
				'Minh Châu: 1 met, 1 in preparation; obstacle at criterion 2'
			);
			expect(stripSentence('Minh Châu', strip('md', 1, 2))).toMatch(/; obstacles at criteria 1, 2$/);
		} finally {
			overwriteGetLocale(() => 'vi');
		}
	});
});

describe('a single cell', () => {
	test('tells criterion, obstacle and state', () => {
		expect(cellSentence({ criterion: 6, state: 'doing', blocked: true }, 'Cơ sở vật chất văn hóa')).toBe(
			'6. Cơ sở vật chất văn hóa: vướng mắc, đang lập hồ sơ'
		);
	});

	test('tells no obstacle where none is open', () => {
		expect(cellSentence({ criterion: 4, state: 'met', blocked: false }, 'Điện')).toBe('4. Điện: đạt');
	});
});

test('the legend names the criteria with obstacles', () => {
	expect(blockedPlaces([6, 17])).toBe('ở tiêu chí 6 và 17');
	expect(blockedPlaces([17])).toBe('ở tiêu chí 17');
});
