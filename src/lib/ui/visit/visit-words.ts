import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CircleMinus from '@lucide/svelte/icons/circle-minus';
import CircleX from '@lucide/svelte/icons/circle-x';
import { dateOfInstant, timeOfInstant, type TradeDate } from '#lib/domain/dates.ts';
import type { Value } from '#lib/domain/records/kinds.ts';
import type { FieldProblem } from '#lib/domain/records/form-fields.ts';
import type { VisitTimesField } from '#lib/domain/records/visit/times.ts';
import type { FindingVerdict, VisitLevel, VisitRead } from '#lib/domain/records/visit/read.ts';
import type { Department } from '#lib/domain/reference/reference.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { problemAt, type FormWords } from '../app/field-problem-words.ts';
import { formatDate, formatDay } from '../format.ts';
import type { IconSource } from '../kit/icon-source.ts';
import type { Tone } from '../kit/tone.ts';
import { departmentFull } from '../names.ts';

export type Purpose = Value<'visit', 'opening'>['purpose'];

export const PURPOSES: readonly { purpose: Purpose; title: () => string; note: () => string }[] = [
	{ purpose: 'department', title: m.visit_purpose_department, note: m.visit_purpose_department_note },
	{ purpose: 'follow_up', title: m.visit_purpose_follow_up, note: m.visit_purpose_follow_up_note },
	{ purpose: 'cluster', title: m.visit_purpose_cluster, note: m.visit_purpose_cluster_note },
	{ purpose: 'internal', title: m.visit_purpose_internal, note: m.visit_purpose_internal_note }
];

interface VerdictLook {
	verdict: FindingVerdict;
	text: () => string;
	/** On the button. */
	short: () => string;
	count: (inputs: { n: number }) => string;
	icon: IconSource;
	tone: Tone;
}

export const VERDICTS: readonly VerdictLook[] = [
	{
		verdict: 'satisfied',
		text: m.visit_verdict_satisfied,
		short: m.visit_verdict_satisfied,
		count: m.visit_count_satisfied,
		icon: CircleCheck,
		tone: 'leaf'
	},
	{
		verdict: 'needs_work',
		text: m.visit_verdict_needs_work,
		short: m.visit_verdict_needs_work_short,
		count: m.visit_count_needs_work,
		icon: CircleMinus,
		tone: 'gold'
	},
	{
		verdict: 'not_satisfied',
		text: m.visit_verdict_not_satisfied,
		short: m.visit_verdict_not_satisfied,
		count: m.visit_count_not_satisfied,
		icon: CircleX,
		tone: 'brick'
	}
];

/** A verdict as the minutes show it; also that there is none. */
export function verdictLook(verdict: FindingVerdict | undefined): {
	text: string;
	icon: IconSource;
	tone: Tone | 'soft';
} {
	const look = VERDICTS.find((candidate) => candidate.verdict === verdict);

	return look
		? { text: look.text(), icon: look.icon, tone: look.tone }
		: { text: m.visit_verdict_none(), icon: CircleDashed, tone: 'soft' };
}

export const LEVELS: readonly { level: VisitLevel; name: () => string; usual: () => string }[] = [
	{ level: 'province', name: m.visit_level_province, usual: m.visit_posts_province },
	{ level: 'district', name: m.visit_level_district, usual: m.visit_posts_district },
	{ level: 'commune', name: m.visit_level_commune, usual: m.visit_posts_commune }
];

/** One message lists the posts, so that translators see them together. */
export const usualPosts = (level: VisitLevel): string[] =>
	(LEVELS.find((candidate) => candidate.level === level)?.usual() ?? '').split('; ');

/** Whoever came: the department, or what the visit is for. A department that has left the list is unknown. */
export function visitTitle(
	{ purpose, department }: Pick<Value<'visit', 'opening'>, 'purpose' | 'department'>,
	departments: readonly Department[]
): string {
	if (purpose === 'department' && department !== undefined) {
		return departmentFull(department, departments);
	}
	return PURPOSES.find((candidate) => candidate.purpose === purpose)?.title() ?? purpose;
}

export const visitSubtitle = ({ purpose }: Pick<Value<'visit', 'opening'>, 'purpose'>, criteria: number): string =>
	purpose === 'department' ? m.visit_of_department({ n: criteria }) : m.visit_of_criteria({ n: criteria });

/** "Đang diễn ra, bắt đầu 08:30", "Ngày 05/11/2018, 08:30 đến 11:15". */
export function visitTime(
	{ opening, conclusion }: Pick<VisitRead, 'opening' | 'conclusion'>,
	today: TradeDate
): string {
	const [firstDay, from] = dayAndTime(opening.startedAt);
	if (!conclusion) {
		return firstDay === today
			? m.visit_running({ time: from })
			: m.visit_running_since({ time: from, day: formatDay(firstDay) });
	}
	const [lastDay, to] = dayAndTime(conclusion.closedAt);

	return firstDay === lastDay
		? m.visit_ended({ day: formatDate(firstDay), from, to })
		: m.visit_ended_over_days({ day: formatDate(firstDay), from, lastDay: formatDate(lastDay), to });
}

function dayAndTime(instant: string): [day: TradeDate, time: string] {
	const ms = Date.parse(instant);

	return [dateOfInstant(ms), timeOfInstant(ms)];
}

export const TIMES_WORDS: FormWords<VisitTimesField> = {
	names: { on: m.visit_day, from: m.visit_from, lastOn: m.visit_last_day, to: m.visit_to },
	missing: { from: m.visit_from_missing, to: m.visit_to_missing }
};

/** What is wrong with a day or an hour of a visit; days are spoken of as in every form. */
export function timesProblemAt(
	problems: readonly FieldProblem<VisitTimesField>[],
	at: VisitTimesField,
	{ today, tried }: { today: TradeDate; tried: boolean }
): string | null {
	const hour = at === 'from' || at === 'to' ? problems.find((problem) => problem.at === at) : undefined;
	if (hour?.kind === 'future') return m.visit_time_future();
	if (hour?.kind === 'past') return m.visit_to_before();

	return problemAt(problems, at, { words: TIMES_WORDS, today, tried });
}
