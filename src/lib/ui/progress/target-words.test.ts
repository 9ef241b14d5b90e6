import { expect, test } from 'vitest';
import { targetProgress } from '#lib/domain/progress/lateness.ts';
import { lateWords, targetSentence } from './target-words.ts';

const target = (year: number, today: string) => targetProgress({ year, basis: 'province_decision' }, today);

test('the target counts the days that are left of its year', () => {
	expect(targetSentence(target(2018, '2018-11-05'))).toBe('Đích năm 2018, còn 56 ngày');
	expect(targetSentence(target(2018, '2018-12-31'))).toBe('Đích năm 2018, hôm nay là ngày cuối');
	expect(targetSentence(target(2018, '2019-01-10'))).toBe('Đích năm 2018, đã quá 10 ngày');
	expect(targetSentence(targetProgress(undefined, '2018-11-05'))).toBe('Chưa có năm đích');
});

test('a commune is late by a plan that was not met, a year that was moved, or a year that is over', () => {
	expect(lateWords([{ kind: 'carried_over', fromYear: 2017 }])).toBe('Chậm: kế hoạch 2017');
	expect(lateWords([{ kind: 'moved', fromYear: 2018, toYear: 2019 }])).toBe('Lùi từ 2018 sang 2019');
	expect(lateWords([{ kind: 'past_year', year: 2018 }])).toBe('Chậm: quá đích năm 2018');
	expect(lateWords([{ kind: 'carried_over', fromYear: null }])).toBe('Chậm: chuyển từ kế hoạch trước');
	expect(
		lateWords([
			{ kind: 'carried_over', fromYear: 2017 },
			{ kind: 'moved', fromYear: 2018, toYear: 2019 }
		])
	).toBe('Chậm: kế hoạch 2017; lùi từ 2018 sang 2019');
});
