import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { hasFigure } from '#lib/domain/criteria/criteria-set.ts';
import { groundOf, thresholdFor } from '#lib/domain/criteria/threshold.ts';
import { standingOf } from '#lib/domain/records/check/standing.ts';
import type { PhotoRead } from '#lib/domain/photos/photo-edits.ts';
import { photosOfValue } from '#lib/domain/review/photos-of-value.ts';
import type { Standing } from '#lib/domain/progress/progress.ts';
import type { Measurement } from '#lib/domain/records/check/schema.ts';
import type { Place } from '#lib/domain/records/fields.ts';
import { valueOf } from '#lib/domain/records/kinds.ts';
import { villageNames } from '#lib/domain/records/profile/villages.ts';
import { officeOf } from '#lib/domain/reference/office.ts';
import { currentSet, type Reference } from '#lib/domain/reference/reference.ts';
import type { TradeDate } from '#lib/domain/dates.ts';
import type { Unit } from '#lib/domain/unit.ts';
import {
	crossChecks,
	judgementOf,
	lastVerified,
	type CheckedAgainst,
	type CrossCheck
} from '#lib/domain/review/cross-checks.ts';
import type { JudgedValue } from '#lib/domain/review/judged-values.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { valueWords } from '../check/check-words.ts';
import { barOf, type IndicatorView } from '../criterion/indicator-view.ts';
import { measuredWords } from '../criterion/measured-words.ts';
import { targetWords, verdictLine } from '../criterion/verdict-words.ts';
import { formatDay, formatNumber } from '../format.ts';
import { verdictLook } from '../visit/visit-words.ts';
import type { StateLook } from '../kit/state-look.ts';
import { fullTitle, indicatorOf } from './review-words.ts';
import { villageWords } from '../survey/survey-words.ts';

/** All that is shown of one value beside the decision about it. */
export interface ValueView {
	title: string;
	village: string | undefined;
	value: string | undefined;
	pair: string | undefined;
	more: readonly string[];
	/** `before`: what was verified last. */
	bar: (NonNullable<IndicatorView['bar']> & { before?: number | undefined }) | undefined;
	target: string | undefined;
	standing: Standing;
	verdict: string;
	look: StateLook | undefined;
	before: string;
	/** "Lần trước 75%", where the bar marks it. */
	beforeMark: string | undefined;
	facts: CrossCheck[];
	photos: PhotoRead[];
	place: Place | undefined;
	note: string | undefined;
	remarks: string[];
	/** A measurement of the same indicator, in words. */
	words: (measurement: Measurement) => string;
}

interface ViewedFrom {
	unit: Unit;
	reference: Reference;
	/** Of the commune. */
	records: readonly SyncRecord[];
	/** All that is judged in it. */
	values: readonly JudgedValue[];
	today: TradeDate;
}

export function viewValue(value: JudgedValue, from: ViewedFrom): ValueView {
	const { unit, reference, records, values, today } = from;
	const set = currentSet(reference);
	const indicator = indicatorOf(value, set);
	const isOffice = officeOf(reference);
	const against: CheckedAgainst = {
		...{ records, values, set: set.id, isOffice, indicator, today },
		groundOf: (year) => groundOf(unit, year, reference)
	};
	const shared = {
		title: fullTitle(value, set),
		facts: crossChecks(value, against),
		photos: photosOfValue(value, records),
		words: (measurement: Measurement) => (indicator ? valueWords(measurement, indicator, against.groundOf) : '')
	};

	return value.kind === 'check'
		? { ...shared, ...viewCheck(value, against, from) }
		: { ...shared, ...viewFinding(value, records) };
}

type Own = Omit<ValueView, 'title' | 'facts' | 'photos' | 'words'>;

function viewCheck(value: JudgedValue & { kind: 'check' }, against: CheckedAgainst, from: ViewedFrom): Own {
	const { records } = from;
	const { measurement, village, record } = value.check;
	const { indicator, set } = against;
	const ground = against.groundOf(Number(measurement.on.slice(0, 4)));
	const ref = { set, indicator: value.check.indicator };
	const threshold = indicator && hasFigure(indicator) ? thresholdFor(indicator, ground) : undefined;
	const judgement = judgementOf(measurement, against);
	const standing = indicator ? standingOf(measurement, indicator, ground) : measurement.met;
	const measured = indicator && measuredWords(measurement, indicator, against.groundOf);
	const bar = judgement && barOf(judgement);
	const before = viewBefore(value, against);

	return {
		village:
			village === undefined
				? undefined
				: m.review_village({ name: villageWords(villageNames(records)(village)) }),
		value: measured?.value,
		pair: measured?.pair,
		more: measured?.more ?? [],
		bar: bar && { ...bar, before: before.figure },
		target: threshold && targetWords(threshold, ref),
		standing,
		verdict: verdictLine(standing, judgement, ref),
		look: undefined,
		before: before.words,
		beforeMark: bar && before.figure !== undefined ? m.review_before_mark({ value: before.value }) : undefined,
		place: valueOf(record, 'check', 'place'),
		note: measurement.note,
		remarks: []
	};
}

/** What was verified before, in words and as a figure to be marked beside the present one. */
interface Before {
	words: string;
	value: string;
	figure: number | undefined;
}

function viewBefore(judged: JudgedValue & { kind: 'check' }, against: CheckedAgainst): Before {
	const { indicator, values } = against;
	const earlier = lastVerified(judged, values);
	if (!earlier?.review || !indicator) return { words: m.review_last_verified_none(), value: '', figure: undefined };

	const last = earlier.check;
	const words = valueWords(last.measurement, indicator, against.groundOf);
	const value = measuredWords(last.measurement, indicator, against.groundOf)?.value ?? words;
	const said = m.review_last_verified({ day: formatDay(earlier.review.on), value: words });
	const before = figureOf(last.measurement, against) ?? undefined;
	const now = figureOf(judged.check.measurement, against);
	if (before === undefined || now === null) return { words: said, value, figure: before };

	const change = changeWords(now - before, indicator.kind.startsWith('percent'));
	return { words: `${said}; ${change}`, value, figure: before };
}

function figureOf(measurement: Measurement, against: CheckedAgainst): number | null {
	const judgement = judgementOf(measurement, against);

	return judgement && judgement.kind !== 'incomplete' ? judgement.value : null;
}

function changeWords(change: number, isPercent: boolean): string {
	const size = formatNumber(Math.abs(change), isPercent ? 1 : 2);
	if (size === formatNumber(0)) return m.review_change_same();

	const amount = isPercent ? m.verdict_points({ amount: size }) : size;
	return change > 0 ? m.review_change_up({ amount }) : m.review_change_down({ amount });
}

function viewFinding(value: JudgedValue & { kind: 'finding' }, records: readonly SyncRecord[]): Own {
	const remarks = records.flatMap((record) => {
		const remark = record.kind === 'remark' ? valueOf(record, 'remark', 'text') : undefined;
		return remark?.visit === value.visit.id && remark.criterion === value.criterion ? [remark.text] : [];
	});

	return {
		...{ village: undefined, value: undefined, pair: undefined, more: [], bar: undefined, target: undefined },
		standing: value.verdict === 'satisfied' ? 'met' : 'not_met',
		verdict: '',
		look: verdictLook(value.verdict),
		before: '',
		beforeMark: undefined,
		place: valueOf(value.visit, 'visit', 'place'),
		note: valueOf(value.visit, 'visit', 'conclusion')?.text || undefined,
		remarks
	};
}
