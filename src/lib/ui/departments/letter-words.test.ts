import { describe, expect, test } from 'vitest';
import { letterHead, letterLook, letterTitle, pointsWords, verdictLines } from './letter-words.ts';

const passed = (of: string, note?: string) => ({ of, verdict: 'passed' as const, ...(note !== undefined && { note }) });
const failed = (of: string, note?: string) => ({ of, verdict: 'failed' as const, ...(note !== undefined && { note }) });

describe('a letter in the timeline', () => {
	test('that says one thing says it in its title, and of what in its note', () => {
		const points = [passed('4'), passed('7'), passed('14.1')];
		expect(letterTitle(points, 'Sở CT')).toBe('Sở CT xác nhận đạt');
		expect(pointsWords(points)).toEqual(['Tiêu chí 4, 7; Chỉ tiêu 14.1']);
		expect(letterLook(points).tone).toBe('leaf');
	});

	test('that says different things claims none of them for all', () => {
		const points = [passed('4'), failed('7', 'Chợ đang sửa')];
		expect(letterTitle(points, 'Sở CT')).toBe('Sở CT có văn bản thẩm định');
		expect(pointsWords(points)).toEqual(['Tiêu chí 4: đạt', 'Tiêu chí 7: chưa đạt, Chợ đang sửa']);
		expect(letterLook(points).tone).toBe('brick');
	});

	test('with one remark for all of it says the remark once', () => {
		expect(pointsWords([passed('4', 'Đủ'), passed('7', 'Đủ')])).toEqual(['Tiêu chí 4, 7', 'Đủ']);
		expect(pointsWords([passed('4', 'Đủ'), passed('7')])).toEqual(['Tiêu chí 4: Đủ', 'Tiêu chí 7']);
	});

	test('is known by its number and day', () => {
		expect(letterHead({ number: '112/SCT', on: '2018-10-22' })).toBe('Văn bản 112/SCT, ngày 22/10');
		expect(letterHead({ number: '', on: '2018-10-22' })).toBe('Văn bản ngày 22/10');
	});
});

test('what a department says at present stands by verdict and day, never for more than it wrote of', () => {
	const said = { on: '2018-10-22', letter: 'a' };
	const lines = verdictLines([
		{ of: '4', verdict: 'passed', ...said },
		{ of: '7', verdict: 'supplement', ...said },
		{ of: '14.1', verdict: 'passed', ...said }
	]);
	expect(lines.map(({ tone, text }) => [tone, text])).toEqual([
		['leaf', 'Đạt: 4, 14.1 (22/10)'],
		['gold', 'Cần bổ sung: 7 (22/10)']
	]);
});
