import type { Indicator } from '#lib/domain/criteria/criteria-set.ts';
import type { Norm } from '#lib/domain/criteria/decimals.ts';
import type { Figure } from '#lib/domain/criteria/judge.ts';
import { thresholdFor, unitOf, type Ground } from '#lib/domain/criteria/threshold.ts';
import type { Measurement } from '#lib/domain/records/check/schema.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatAmount, formatExact, formatMeasured, formatPercent } from '../format.ts';
import { nounOf, type IndicatorRef } from './indicator-nouns.ts';

export interface MeasuredWords {
	/** "75%", "2 nhà" */
	value: string;
	/** What the percentage comes from: "6/8 thôn" */
	pair?: string;
	/** Second figures: "nước sạch 59%" */
	more: string[];
}

/** The ground of a year: the level may differ from year to year. */
export type GroundOf = (year: number) => Ground;

/** What was measured, always in the same words: never on the other side of the level that it is held against. Undefined where
 *  a person judged without figures. */
export function measuredWords(
	measurement: Pick<Measurement, 'on' | 'value' | 'part' | 'whole' | 'more'>,
	indicator: Indicator,
	groundOf: GroundOf
): MeasuredWords | undefined {
	const ground = groundOf(Number(measurement.on.slice(0, 4)));
	const ref = { set: ground.set, indicator: indicator.no };
	const threshold = thresholdFor(indicator, ground);
	const unit = unitOf(indicator, ground) ?? '';
	const first = figureWords(measurement, { unit, ref, level: threshold });
	if (!first) return undefined;

	const more = (measurement.more ?? []).flatMap(({ label, ...figure }) => {
		const level = threshold?.and?.find((part) => part.label === label);
		const words = figureWords(figure, {
			unit: level?.unit ?? (figure.whole === undefined ? unit : '%'),
			...{ ref, level }
		});
		return words ? [m.measured_of({ label, value: words.value })] : [];
	});
	return { ...first, more };
}

function figureWords(
	{ value, part, whole }: Figure,
	{ unit, ref, level }: { unit: string; ref: IndicatorRef; level: Norm | undefined }
): Omit<MeasuredWords, 'more'> | undefined {
	const levels = level ? [level] : [];
	if (part !== undefined && whole !== undefined && whole > 0) {
		return { value: formatPercent((part * 100) / whole, ...levels), pair: pairWords(part, whole, ref) };
	}
	if (value === undefined) return undefined;
	if (unit === '') return { value: formatMeasured(value) };

	const noun = nounOf(ref);
	return { value: noun?.word === unit ? noun.count(value) : formatAmount(value, unit, ...levels) };
}

function pairWords(part: number, whole: number, ref: IndicatorRef): string {
	const of = nounOf(ref)?.count(whole) ?? formatExact(whole);

	return `${formatExact(part)}/${of}`;
}
