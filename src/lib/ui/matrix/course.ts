import type { TradeDate } from '#lib/domain/dates.ts';
import { m } from '#lib/i18n/generated/messages.js';

export interface CoursePoint {
	on: TradeDate;
	complete: number | null;
}

interface Known {
	/** Which of the weeks, from 0. */
	at: number;
	complete: number;
}

/** The weeks of which the figure is known. One alone is no course. */
export function knownPoints(course: readonly CoursePoint[]): Known[] {
	const known = course.flatMap(({ complete }, at) => (complete === null ? [] : [{ at, complete }]));

	return known.length < 2 ? [] : known;
}

/** "Từ 11 lên 19 hồ sơ trong 8 tuần"; null where there is no course. */
export function courseWords(course: readonly CoursePoint[]): string | null {
	const known = knownPoints(course);
	const [first, last] = [known[0], known.at(-1)];
	if (!first || !last) return null;

	const weeks = last.at - first.at + 1;
	const ends = { from: first.complete, to: last.complete, weeks };
	if (ends.to > ends.from) return m.matrix_course_up(ends);

	return ends.to < ends.from ? m.matrix_course_down(ends) : m.matrix_course_same({ n: ends.to, weeks });
}
