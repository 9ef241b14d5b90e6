import { describe, expect, test } from 'vitest';
import type { CommuneProgress, DepartmentProgress } from '#lib/domain/progress/progress.ts';
import { judgedWords, standingLook, unnamedWords } from './department-words.ts';

const nothing: DepartmentProgress = {
	department: 'so-ct',
	sentOn: null,
	sent: false,
	inspectedOn: null,
	inspected: false,
	verdicts: []
};
const of = (figures: Partial<CommuneProgress['departments']> = {}): CommuneProgress['departments'] => ({
	sent: null,
	inspected: null,
	total: 17,
	each: [nothing],
	...figures
});

describe('a department in a line', () => {
	test('says what has come of it, and when', () => {
		expect(standingLook('inspected', { ...nothing, inspectedOn: '2018-10-16' }, of()).text).toBe(
			'Đã kiểm tra 16/10'
		);
		expect(standingLook('sent', { ...nothing, sentOn: '2018-10-24' }, of()).text).toBe('Đã gửi 24/10');
		expect(standingLook('sent', nothing, of()).text).toBe('Đã gửi');
		expect(standingLook('not_sent', nothing, of()).text).toBe('Chưa gửi');
	});

	test('of which nothing is recorded is unknown, not "not sent"', () => {
		expect(standingLook('unknown', nothing, of({ sent: 8 })).text).toBe('Chưa rõ');
		expect(standingLook('unknown', nothing, of()).text).toBe('Chưa báo');
	});

	test('names the criteria it judges and the single indicators', () => {
		const department = { id: 'so-xd', name: '', short: '', criteria: [1, 9], indicators: ['17.4'] };
		expect(judgedWords(department)).toBe('Tiêu chí 1, 9 · Chỉ tiêu 17.4');
		expect(judgedWords({ ...department, criteria: [] })).toBe('Chỉ tiêu 17.4');
	});
});

describe('where only a figure is known', () => {
	test('it is said from when it is, and that nobody knows which', () => {
		expect(unnamedWords(of({ inspected: 2 }), '2018-11-02')).toEqual([
			'Có 2 ngành đã về kiểm tra (số báo 02/11), chưa rõ ngành nào.'
		]);
	});

	test('for the rest alone where some are recorded', () => {
		const each = [{ ...nothing, sent: true, sentOn: '2018-10-24' }];
		expect(unnamedWords(of({ sent: 8, each }), '2018-11-02')).toEqual([
			'Có 8 ngành đã gửi (số báo 02/11), còn 7 ngành chưa rõ ngành nào.'
		]);
	});

	test('nothing is said where all are known by name', () => {
		const each = [{ ...nothing, sent: true, sentOn: '2018-10-24' }];
		expect(unnamedWords(of({ sent: 1, each }), '2018-11-02')).toEqual([]);
		expect(unnamedWords(of({ sent: 1, each }), undefined)).toEqual([]);
	});
});
