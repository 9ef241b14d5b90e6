import type { Threshold } from '#lib/domain/criteria/criteria-set.ts';
import type {
	ByPerson,
	Incomplete,
	Judged,
	JudgedFigure,
	JudgedPart,
	Judgement,
	Level
} from '#lib/domain/criteria/judge.ts';
import type { Standing } from '#lib/domain/progress/progress.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { getLocale } from '#lib/i18n/generated/runtime.js';
import { formatDistance, formatExact, formatNumber } from '../format.ts';
import { nounOf, type IndicatorRef } from './indicator-nouns.ts';

export interface VerdictWords {
	/** "Chưa đạt" */
	title: string;
	/** "Còn thiếu 1 thôn", "Vượt 1,2 điểm %" */
	gap: string | null;
	/** "Cần 100%", "Tối đa 24,2%" */
	target: string | null;
	/** Each figure for itself where there are second ones; then gap and target stand here. */
	figures: FigureWords[];
}

export interface FigureWords {
	/** Null for the first figure. */
	label: string | null;
	/** Null while the figure is not known. */
	judged: JudgedFigure | null;
	/** "Chưa đạt, còn thiếu 10 hộ" */
	said: string;
	target: string | null;
}

const STANDING_WORDS: Record<Standing, () => string> = {
	met: m.verdict_met,
	not_met: m.verdict_not_met,
	not_applicable: m.verdict_not_applicable,
	unrecorded: m.verdict_unrecorded
};

export const standingWord = (standing: Standing): string => STANDING_WORDS[standing]();

/** The verdict as a block under the figures says it. */
export function verdictWords(judgement: Judgement, ref: IndicatorRef): VerdictWords {
	switch (judgement.kind) {
		case 'incomplete':
			return { title: m.verdict_type_figure(), gap: null, target: null, figures: figureWords(judgement, ref) };
		case 'by-person':
			return {
				title: m.verdict_by_person(),
				gap: null,
				target: judgement.noteRequired ? unknownWords(judgement) : null,
				figures: []
			};
		case 'judged': {
			const title = standingWord(judgement.met ? 'met' : 'not_met');
			const figures = figureWords(judgement, ref);
			if (figures.length > 0) return { title, gap: null, target: null, figures };

			return { title, gap: gapWords(judgement, ref), target: targetWords(judgement.threshold, ref), figures };
		}
	}
}

/** Of an indicator with one figure there is nothing to tell apart. */
function figureWords(judgement: Judged | Incomplete, ref: IndicatorRef): FigureWords[] {
	const { parts, missing } = judgement;
	if (parts.length + missing.length === 0) return [];

	// `met` of the whole holds only when the second figures hold too.
	const first = judgement.kind === 'judged' ? { ...judgement, met: judgement.gap === null } : judgement.first;
	return [
		first ? sayFigure(null, first, ref) : { label: null, judged: null, said: m.verdict_no_figure(), target: null },
		...parts.map((part) => sayFigure(part.label, part, ref)),
		...missing.map((label) => ({ label, judged: null, said: m.verdict_no_figure(), target: null }))
	];
}

function sayFigure(label: string | null, judged: JudgedFigure, ref: IndicatorRef): FigureWords {
	const verdict = standingWord(judged.met ? 'met' : 'not_met');
	const said = m.verdict_figure({ verdict, gap: inSentence(gapWords(judged, ref)) });

	return { label, judged, said, target: levelWords(judged.threshold, ref) };
}

/** The province has to give a level only where the decision leaves it to the province. */
const unknownWords = ({ awaits }: Pick<ByPerson, 'awaits'>): string =>
	awaits === 'province' ? m.verdict_target_unknown() : m.verdict_target_unset();

/** The verdict in one line of a list: "Chưa đạt, thiếu 2 thôn". */
export function verdictLine(standing: Standing, judgement: Judgement | undefined, ref: IndicatorRef): string {
	const verdict = standingWord(standing);
	if (standing !== 'not_met' || judgement?.kind !== 'judged') return verdict;

	const failed = [judgement, ...judgement.parts].filter((figure) => figure.gap !== null);
	return failed.reduce((words, figure) => withGap(words, figure, ref), verdict);
}

function withGap(verdict: string, figure: JudgedFigure | JudgedPart, ref: IndicatorRef): string {
	const of = 'label' in figure ? ` ${figure.label}` : '';
	const amount = `${amountWords(figure, ref)}${of}`;

	return figure.gap?.direction === 'short'
		? m.verdict_line_short({ verdict, amount })
		: m.verdict_line_over({ verdict, amount });
}

/** "Cần từ 98%, nước sạch từ 60%" when given a whole threshold; of a bare level only that. */
export function targetWords(level: Level & Pick<Threshold, 'and'>, ref: IndicatorRef): string {
	const target = levelWords(level, ref);
	if (!level.and?.length) return target;

	return m.verdict_target_part({ target, parts: level.and.map((part) => partLevelWords(part, ref)).join(', ') });
}

function levelWords(level: Level, ref: IndicatorRef): string {
	if (level.op === '<=') {
		return level.value === 0 ? m.verdict_target_none() : m.verdict_target_most({ level: levelAmount(level, ref) });
	}
	const isExact = level.op === '==' || isAll(level);

	return isExact
		? m.verdict_target({ level: levelAmount(level, ref) })
		: m.verdict_target_from({ level: levelAmount(level, ref) });
}

function partLevelWords({ label, ...level }: Level & { label: string }, ref: IndicatorRef): string {
	const words = { label, level: levelAmount(level, ref) };
	if (level.op === '<=') return m.verdict_target_level_most(words);

	return level.op === '==' || isAll(level) ? m.verdict_target_level(words) : m.verdict_target_level_from(words);
}

/** There is nothing above the whole. */
const isAll = ({ unit, value }: Level) => unit === '%' && value >= 100;

function levelAmount({ value, unit }: Level, ref: IndicatorRef): string {
	if (unit === '%') return `${formatExact(value)}%`;

	return ownAmount(value, unit, { ref, say: formatExact });
}

/** How much is wanting, else by how much the level is passed. */
function gapWords(figure: JudgedFigure, ref: IndicatorRef): string {
	if (!figure.gap) return passedWords(figure, ref);
	const amount = amountWords(figure, ref);

	return figure.gap.direction === 'short' ? m.verdict_gap_short({ amount }) : m.verdict_gap_over({ amount });
}

function passedWords({ value, unit, threshold }: JudgedFigure, ref: IndicatorRef): string {
	const distance = Math.abs(value - threshold.value);
	const isCeiling = threshold.op === '<=';
	const shown = formatNumber(distance, unit === '%' ? 1 : 2);
	if (shown === formatNumber(0)) return isCeiling ? m.verdict_gap_at_ceiling() : m.verdict_gap_enough();

	const amount =
		unit === '%' ? m.verdict_points({ amount: shown }) : ownAmount(distance, unit, { ref, say: formatDistance });
	return isCeiling ? m.verdict_gap_under({ amount }) : m.verdict_gap_over({ amount });
}

/** How much is wanting, in what was counted: "2 thôn", "1,2 điểm %", "0,5 triệu đồng/người/năm". */
function amountWords({ gap, threshold }: JudgedFigure, ref: IndicatorRef): string {
	if (!gap) throw new Error('a figure that holds wants nothing');

	switch (gap.unit) {
		case 'points':
			return m.verdict_points({ amount: formatDistance(gap.amount) });
		case 'pairs':
			return nounOf(ref)?.count(gap.amount) ?? formatExact(gap.amount);
		case 'value':
			return ownAmount(gap.amount, threshold.unit, { ref, say: formatDistance });
	}
}

/** The noun has its own language and plural; a unit of the set of criteria is as the decision prints it. */
function ownAmount(
	amount: number,
	unit: string,
	{ ref, say }: { ref: IndicatorRef; say: (amount: number) => string }
): string {
	const noun = nounOf(ref);

	return noun && isBareNoun(unit) ? noun.count(amount) : `${say(amount)}\u00a0${unit}`;
}

/** "nhà" is a noun, "triệu đồng/người/năm" is not. */
const isBareNoun = (unit: string) => /^\p{L}+$/u.test(unit);

const inSentence = (words: string) => `${words.charAt(0).toLocaleLowerCase(getLocale())}${words.slice(1)}`;
