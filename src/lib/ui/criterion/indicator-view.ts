import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { hasFigure, type Indicator } from '#lib/domain/criteria/criteria-set.ts';
import { judge, type Judgement } from '#lib/domain/criteria/judge.ts';
import { groundOf, thresholdFor } from '#lib/domain/criteria/threshold.ts';
import type { TradeDate } from '#lib/domain/dates.ts';
import type { IndicatorProgress } from '#lib/domain/progress/progress.ts';
import { valueOf } from '#lib/domain/records/kinds.ts';
import { standingReview } from '#lib/domain/records/review/locks.ts';
import type { Reference } from '#lib/domain/reference/reference.ts';
import type { Unit } from '#lib/domain/unit.ts';
import { authorName } from '../progress/author-name.ts';
import { standingLines, type StandingLine } from './standing-lines.ts';
import { measuredWords, type MeasuredWords } from './measured-words.ts';
import { targetWords, verdictLine } from './verdict-words.ts';

/** An indicator as a row of its criterion's page shows it. */
export interface IndicatorView {
	indicator: Indicator;
	progress: IndicatorProgress;
	measured: MeasuredWords | undefined;
	/** "Cần 100%"; absent where no level is known or a person judges by looking. */
	target: string | undefined;
	/** How far of the way: shares of `max` for the bar, where the figure has a level to be held against. */
	bar: { value: number; target: number; max: number } | undefined;
	/** The day of the check lies after today. */
	isAfterToday: boolean;
	/** "Chưa đạt, thiếu 2 thôn" */
	verdict: string;
	/** The office's return of the value, while it stands. */
	returned: { on: TradeDate; by: string; text: string } | undefined;
	/** What the commune says, what the office verified, what the department confirmed: a line each. */
	standings: StandingLine[];
}

export interface ViewedFrom {
	unit: Unit;
	reference: Reference;
	records: readonly SyncRecord[];
	today: TradeDate;
}

export function viewIndicator(indicator: Indicator, progress: IndicatorProgress, from: ViewedFrom): IndicatorView {
	const { unit, reference, records, today } = from;
	const ref = { set: reference.criteriaSetId, indicator: indicator.no };
	const check = records.find(({ kind, id }) => kind === 'check' && id === progress.checkId);
	const measurement = valueOf(check, 'check', 'measurement');

	const groundOfYear = (year: number) => groundOf(unit, year, reference);
	const ground = groundOfYear(Number((measurement?.on ?? today).slice(0, 4)));
	const threshold = hasFigure(indicator) ? thresholdFor(indicator, ground) : undefined;
	const judgement = measurement && judge(indicator, measurement, ground);
	const review = check && standingReview(check, records);
	const said = valueOf(review, 'review', 'verdict');

	return {
		indicator,
		progress,
		measured: measurement && measuredWords(measurement, indicator, groundOfYear),
		target: threshold && targetWords(threshold, ref),
		bar: judgement && barOf(judgement),
		isAfterToday: measurement !== undefined && measurement.on > today,
		verdict: verdictLine(progress.standing, judgement, ref),
		returned:
			review && said?.verdict === 'returned'
				? {
						on: said.on,
						by: authorName(reference.people, review.registers['verdict']!.by),
						text: said.reason?.text ?? ''
					}
				: undefined,
		standings: standingLines(progress.standings)
	};
}

/** A percentage fills its whole; any other figure leaves room beyond its level. Against a level of nothing there is none. */
export function barOf(judgement: Judgement): IndicatorView['bar'] {
	if (judgement.kind !== 'judged' || judgement.threshold.value === 0) return undefined;

	const { value, unit, threshold } = judgement;
	const max = unit === '%' ? 100 : Math.max(value, threshold.value) * ROOM;
	return { value, target: threshold.value, max };
}

const ROOM = 1.1; // so that the level's tick does not stand at the very end
