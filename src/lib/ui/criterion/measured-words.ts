import type { Indicator } from '#lib/domain/criteria/criteria-set.ts';
import type { Figure } from '#lib/domain/criteria/judge.ts';
import type { Measurement } from '#lib/domain/records/check/schema.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatAmount, formatNumber, formatPercent } from '../format.ts';
import { nounOf, type IndicatorRef } from './indicator-nouns.ts';

export interface MeasuredWords {
	/** "75%", "2 nhà" */
	value: string;
	/** What the percentage comes from: "6/8 thôn" */
	pair?: string;
	/** Second figures: "nước sạch 59%" */
	more: string[];
}

/** What was measured; undefined where a person judged without figures. `region` chooses the unit where none applies yet. */
export function measuredWords(
	measurement: Pick<Measurement, 'value' | 'part' | 'whole' | 'more'>,
	indicator: Indicator,
	{ set, region }: { set: string; region: string }
): MeasuredWords | undefined {
	const ref = { set, indicator: indicator.no };
	const isPercent = indicator.kind === 'percent_min' || indicator.kind === 'percent_max';
	const unit = isPercent ? '%' : (indicator.threshold?.[region]?.unit ?? '');
	const first = figureWords(measurement, unit, ref);
	if (!first) return undefined;

	const more = (measurement.more ?? []).flatMap(({ label, ...figure }) => {
		const words = figureWords(figure, figure.whole === undefined ? unit : '%', ref);
		return words ? [m.measured_of({ label, value: words.value })] : [];
	});
	return { ...first, more };
}

function figureWords(
	{ value, part, whole }: Figure,
	unit: string,
	ref: IndicatorRef
): Omit<MeasuredWords, 'more'> | undefined {
	if (part !== undefined && whole !== undefined && whole > 0) {
		return { value: formatPercent((part * 100) / whole), pair: pairWords(part, whole, ref) };
	}
	if (value === undefined) return undefined;
	if (unit === '') return { value: formatNumber(value) };

	const noun = nounOf(ref);
	return { value: noun?.word === unit ? noun.count(value) : formatAmount(value, unit) };
}

function pairWords(part: number, whole: number, ref: IndicatorRef): string {
	const of = nounOf(ref)?.count(whole) ?? formatNumber(whole);

	return `${formatNumber(part)}/${of}`;
}
