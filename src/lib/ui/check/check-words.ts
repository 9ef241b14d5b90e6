import type { CheckField, CheckProblem } from '#lib/domain/records/check/problem.ts';
import { isCeiling, isPercent, type CriteriaSet, type Indicator } from '#lib/domain/criteria/criteria-set.ts';
import type { Measurement } from '#lib/domain/records/check/schema.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { getLocale } from '#lib/i18n/generated/runtime.js';
import { nounOf, type IndicatorRef } from '../criterion/indicator-nouns.ts';
import { measuredWords, type GroundOf } from '../criterion/measured-words.ts';
import { standingWord } from '../criterion/verdict-words.ts';
import { oddYearWords } from '../app/field-problem-words.ts';
import { formatDate, formatExact, formatNumber } from '../format.ts';

export interface FigureLabels {
	part: string;
	whole: string;
	figure: string;
}

/** What the boxes of a figure ask for: "Thôn đã có", "Tổng số thôn". The set says it for each indicator; of one it does not
 *  speak of, what is counted tells. A unit that does not stand behind the box stands in its name. */
export function figureLabels(indicator: Indicator, set: Pick<CriteriaSet, 'id' | 'asks'>, unit?: string): FigureLabels {
	const word = nounOf({ set: set.id, indicator: indicator.no })?.word;
	const asks = set.asks?.[indicator.no];
	const figure = isPercent(indicator)
		? m.check_percent()
		: word === undefined
			? withUnit(asks?.figure ?? m.check_figure(), unit)
			: (asks?.figure ?? m.check_count_of({ noun: word }));

	return {
		part: asks?.part ?? partLabel(indicator, word),
		whole: asks?.whole ?? (word === undefined ? m.check_whole() : m.check_whole_of({ noun: word })),
		figure
	};
}

const withUnit = (label: string, unit: string | undefined): string =>
	unit === undefined || label.includes(unit) ? label : m.check_figure_in({ label, unit });

function partLabel(indicator: Indicator, word: string | undefined): string {
	const isWorse = isCeiling(indicator);
	if (word === undefined) return isWorse ? m.check_part_ceiling() : m.check_part();

	const noun = { noun: capital(word) };
	return isWorse ? m.check_part_counted(noun) : m.check_part_met(noun);
}

/** The second figures are of the same things as the first, unless the set says otherwise. */
export function secondLabels(
	{ no }: Pick<Indicator, 'no'>,
	label: string,
	set: Pick<CriteriaSet, 'id' | 'asks'>
): FigureLabels {
	const word = nounOf({ set: set.id, indicator: no })?.word;
	const asks = set.asks?.[no]?.more?.[label];

	return {
		part: asks?.part ?? (word === undefined ? m.check_part() : m.check_part_met({ noun: capital(word) })),
		whole: asks?.whole ?? (word === undefined ? m.check_whole() : m.check_whole_of({ noun: word })),
		figure: m.check_percent()
	};
}

/** A pair of villages has the villages of the commune for its whole. */
export const countsVillages = (ref: IndicatorRef): boolean => nounOf(ref)?.word === m.noun_village();

/** What a check measured: "6/8 thôn, 75%", "2 nhà"; where there is no figure, what the person saw. */
export function valueWords(measurement: Measurement, indicator: Indicator, groundOf: GroundOf): string {
	const measured = measuredWords(measurement, indicator, groundOf);
	if (!measured) return standingWord(measurement.met);

	return [measured.pair, measured.value, ...measured.more].filter((words) => words !== undefined).join(', ');
}

const FIELD_NAMES: { [at in Exclude<CheckField, keyof FigureLabels>]: () => string } = {
	seen: m.check_seen,
	on: m.check_on,
	note: m.check_note
};

/** Names of the fields at which problems stand, for the summary by the button. */
export function problemFields(
	problems: readonly CheckProblem[],
	indicator: Indicator,
	set: Pick<CriteriaSet, 'id' | 'asks'>
): string[] {
	return problems.map((problem) =>
		fieldName(
			problem,
			problem.of === undefined ? figureLabels(indicator, set) : secondLabels(indicator, problem.of, set)
		)
	);
}

export function fieldName({ at, of }: CheckProblem, labels: FigureLabels): string {
	if (at !== 'part' && at !== 'whole' && at !== 'figure') return FIELD_NAMES[at]();

	return of === undefined ? labels[at] : `${capital(of)}: ${labels[at].toLocaleLowerCase(getLocale())}`;
}

/** What happened, what is safe, what to do. */
export function problemWords(problem: CheckProblem, labels: FigureLabels): string {
	switch (problem.kind) {
		case 'missing':
			return missingWords(problem.at);
		case 'no-reason':
			return m.check_problem_reason();
		case 'unlikely':
			return unlikelyWords(problem);
		case 'unreadable':
			return m.check_problem_unreadable({ typed: problem.typed });
		case 'negative':
			return m.check_problem_negative();
		case 'not-whole':
			return m.check_problem_not_whole();
		case 'over-hundred':
			return m.check_problem_over_hundred();
		case 'nothing-counted':
			return m.check_problem_nothing();
		case 'part-over-whole':
			return m.check_problem_over_whole({ label: labels.whole, whole: formatExact(problem.whole) });
		case 'no-day':
			return m.form_no_day();
		case 'odd-year':
			return oddYearWords();
		case 'future':
			return m.check_problem_future({ today: formatDate(problem.today) });
		case 'too-long':
			return m.check_problem_too_long({ limit: formatNumber(problem.limit) });
	}
}

function missingWords(at: CheckField): string {
	if (at === 'seen') return m.check_problem_seen();
	if (at === 'on') return m.check_problem_date();

	return at === 'note' ? m.check_problem_note() : m.check_problem_missing();
}

function unlikelyWords({ value, usual, isLast }: CheckProblem & { kind: 'unlikely' }): string {
	const words = { value: formatExact(value), usual: formatExact(usual) };

	return isLast ? m.check_problem_unlikely_last(words) : m.check_problem_unlikely_level(words);
}

/** The problem of one field, if it has one that is to be shown: what is merely missing is said after the first try. */
export function problemAt(
	problems: readonly CheckProblem[],
	{ at, of, labels, tried }: { at: CheckField; of?: string; labels: FigureLabels; tried: boolean }
): string | null {
	const problem = problems.find((candidate) => candidate.at === at && candidate.of === of);
	if (!problem || (isLacking(problem) && !tried)) return null;

	return problemWords(problem, labels);
}

const isLacking = ({ kind }: CheckProblem): boolean => kind === 'missing' || kind === 'no-reason';

export const capital = (word: string): string => `${word.charAt(0).toLocaleUpperCase(getLocale())}${word.slice(1)}`;
