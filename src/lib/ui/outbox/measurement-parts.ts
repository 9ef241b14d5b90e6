import { thresholdFor, unitOf } from '#lib/domain/criteria/threshold.ts';
import type { Norm } from '#lib/domain/criteria/decimals.ts';
import type { Figure } from '#lib/domain/criteria/judge.ts';
import type { Measurement } from '#lib/domain/records/check/schema.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { nounOf } from '../criterion/indicator-nouns.ts';
import { formatAmount, formatExact, formatMeasured, formatPercent } from '../format.ts';
import type { ValueNames } from './value-names.ts';

type Part = { field: string; text: string };

/** All figures of a check, each as it is worded everywhere; a pair and a figure beside it are told apart. */
export function measurementParts(measurement: Partial<Measurement>, { check }: Pick<ValueNames, 'check'>): Part[] {
	const ground = check?.groundOf(Number(String(measurement.on).slice(0, 4)));
	const threshold = check && ground && thresholdFor(check.indicator, ground);
	const noun = check && ground && nounOf({ set: ground.set, indicator: check.indicator.no });
	const unit = check && ground && unitOf(check.indicator, ground);
	const more = Array.isArray(measurement.more) ? measurement.more : [];

	return [
		...figureParts(measurement, { unit, level: threshold, count: noun?.count }),
		...more.map(({ label, ...figure }, at): Part => {
			const level = threshold?.and?.find((part) => part.label === label);
			const said = figureParts(figure, { unit: level?.unit ?? '%', level, count: noun?.count });
			return {
				field: `more.${at}`,
				text: m.measured_of({ label, value: said.map(({ text }) => text).join(', ') })
			};
		})
	];
}

interface Said {
	unit: string | undefined;
	level: Norm | undefined;
	count: ((amount: number) => string) | undefined;
}

function figureParts({ value, part, whole }: Figure, said: Said): Part[] {
	return [
		...pairParts(part, whole, said),
		...(value === undefined ? [] : [{ field: 'value', text: valueText(value, said) }])
	];
}

function pairParts(part: number | undefined, whole: number | undefined, { level, count }: Said): Part[] {
	if (part === undefined && whole === undefined) return [];
	const say = (figure: number | undefined) => (figure === undefined ? m.value_unknown() : formatExact(figure));
	const pair = `${say(part)}/${whole === undefined ? say(whole) : (count?.(whole) ?? say(whole))}`;
	if (part === undefined || !whole) return [{ field: 'part', text: pair }];

	const percent = formatPercent((part * 100) / whole, ...(level ? [level] : []));
	return [{ field: 'part', text: m.value_pair({ pair, percent }) }];
}

function valueText(value: number, { unit, level, count }: Said): string {
	if (unit === undefined) return formatExact(value);
	const levels = level ? [level] : [];

	return unit !== '%' && count
		? count(value)
		: unit === ''
			? formatMeasured(value)
			: formatAmount(value, unit, ...levels);
}
