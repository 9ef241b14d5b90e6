import type { CommuneProgress, Lateness } from '#lib/domain/progress/progress.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { getLocale } from '#lib/i18n/generated/runtime.js';

/** "Chậm: kế hoạch 2017; lùi từ 2018 sang 2019" */
export const lateWords = (late: readonly Lateness[]): string =>
	late.map((one, at) => (at === 0 ? latenessWords(one) : inside(latenessWords(one)))).join('; ');

const inside = (words: string) => words.charAt(0).toLocaleLowerCase(getLocale()) + words.slice(1);

export function latenessWords(late: Lateness): string {
	switch (late.kind) {
		case 'carried_over':
			return late.fromYear === null
				? m.late_carried_over_unnamed()
				: m.late_carried_over({ year: late.fromYear });
		case 'moved':
			return m.late_moved({ from: late.fromYear, to: late.toYear });
		case 'past_year':
			return m.late_past_year({ year: late.year });
	}
}

/** "Đích năm 2018, còn 56 ngày" */
export function targetSentence({ year, daysLeft }: CommuneProgress['target']): string {
	if (year === null || daysLeft === null) return m.target_none();
	if (daysLeft === 0) return m.target_last_day({ year });

	return daysLeft > 0 ? m.target_left({ year, n: daysLeft }) : m.target_past({ year, n: -daysLeft });
}
