import { describe, expect, test } from 'vitest';
import { readNumber, typedNumber, type NumberAsked } from './typed-number.ts';

const valueOf = (typed: string, asked: NumberAsked = {}) => {
	const read = readNumber(typed, asked);
	return read.kind === 'number' ? read.value : read.kind;
};

describe('a number is read as it is written in Viet Nam', () => {
	test.each([
		['7', 7],
		[' 8 ', 8],
		['\u200b8\ufeff', 8],
		['87,5', 87.5],
		['87.5', 87.5],
		['1.250', 1250],
		['1 250', 1250],
		['1.250.000', 1_250_000],
		['1.250,75', 1250.75],
		['1,250', 1.25],
		['0.250', 0.25],
		['12.34', 12.34],
		['1250.5', 1250.5],
		[',5', 0.5],
		['007', 7],
		['+3', 3],
		['-2', -2],
		['−2', -2],
		['-1.250', -1250]
	])('"%s" is %d', (typed, value) => {
		expect(valueOf(typed)).toBe(value);
	});

	test('a comma just typed, with its decimals still to come, already counts', () => {
		expect(valueOf('87,')).toBe(87);
		expect(valueOf('1.250,')).toBe(1250);
	});

	test.each(['', '   ', '\u00a0'])('"%s" is empty', (typed) => {
		expect(valueOf(typed)).toBe('empty');
	});

	test.each([
		'bảy',
		'7 thôn',
		'7/8',
		'1,250.5',
		'1.25.000',
		'1.2.3',
		'1e3',
		'--2',
		'-',
		',',
		'87,5%',
		'12345678901234567'
	])('"%s" is not read', (typed) => {
		expect(valueOf(typed)).toBe('unreadable');
	});
});

test('a number put into a box is read back as the same number', () => {
	for (const value of [0, 7, 0.25, 87.5, 1250, 1250.125, -3]) expect(valueOf(typedNumber(value))).toBe(value);
	expect(typedNumber(undefined)).toBe('');
});

describe('of things counted one by one', () => {
	const counted = { isCounted: true };

	test.each([
		['1,250', 1250],
		['1,250,000', 1_250_000],
		['1.250', 1250],
		['1250', 1250]
	])('"%s" is %d: a comma can only part thousands', (typed, value) => {
		expect(valueOf(typed, counted)).toBe(value);
	});

	test('what has a fraction is read as one, for the form to say so', () => {
		expect(valueOf('1.170,5', counted)).toBe(1170.5);
		expect(valueOf('2,25', counted)).toBe(2.25);
	});
});

describe('a unit may be typed along', () => {
	const income = { units: ['triệu đồng/người/năm'] };

	test.each<[string, NumberAsked, number]>([
		['84,7%', { units: ['%'] }, 84.7],
		['84,7 %', { units: ['%'] }, 84.7],
		['7 thôn', { units: ['thôn', 'bản'] }, 7],
		['1.250 Hộ', { units: ['hộ'] }, 1250],
		['1.250 hộ gia đình', { units: ['hộ gia đình'] }, 1250],
		['34,2 triệu', income, 34.2],
		['34,2 triệu đồng', income, 34.2],
		['34,2 triệu đồng/người', income, 34.2],
		['34,2 triệu đồng/người/năm', income, 34.2]
	])('"%s"', (typed, asked, value) => {
		expect(valueOf(typed, asked)).toBe(value);
	});

	test.each<[string, NumberAsked]>([
		['34.500.000 đồng', income],
		['7 hộ', { units: ['thôn'] }],
		['84,7%', {}],
		['thôn', { units: ['thôn'] }],
		['7 thôn 8', { units: ['thôn'] }]
	])('"%s" where another one is asked for, or none stands, is not read', (typed, asked) => {
		expect(valueOf(typed, asked)).toBe('unreadable');
	});
});
