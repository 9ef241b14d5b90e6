import type { Figure } from '../../criteria/judge.ts';
import { isPercent, type Indicator } from '../../criteria/criteria-set.ts';
import type { TradeDate } from '../../dates.ts';
import type { ThresholdSetting } from '../../criteria/threshold.ts';
import type { Measurement } from './schema.ts';
import { typedNumber } from '../typed-number.ts';

/** One figure as typed. What stands in the boxes of the other way is kept, so that changing one's mind loses nothing. */
export interface FigureTyped {
	/** A percentage from what was counted, or typed as it is; every other figure is typed as it is. */
	way: 'pair' | 'figure';
	part: string;
	whole: string;
	figure: string;
}

/** The form of a check, as typed: what a draft keeps. */
export interface CheckTyped {
	figure: FigureTyped;
	/** The second figures, by their label. */
	more: { [label: string]: FigureTyped };
	/** What the person saw, where no level decides; "not applicable" also where one would. */
	seen: Measurement['met'] | null;
	on: TradeDate;
	note: string;
	/** A village's id; empty for the commune as a whole. */
	village: string;
	/** The unlikely figure that the person says is right; drafts of earlier versions have none. */
	sure?: string;
}

/** Labels of all second figures that some level of the indicator asks for, whatever the year. */
export function secondLabels(indicator: Indicator, set: string, settings: readonly ThresholdSetting[]): string[] {
	const levels = [
		...Object.values(indicator.threshold ?? {}),
		...settings
			.filter((setting) => setting.set === set && setting.indicator === indicator.no)
			.map((s) => s.threshold)
	];

	return [...new Set(levels.flatMap((level) => level?.and ?? []).map(({ label }) => label))];
}

interface FirstValues {
	indicator: Indicator;
	/** Of the second figures. */
	labels: readonly string[];
	today: TradeDate;
	/** What was measured last: the whole seldom changes, and who typed a percentage will again. */
	last?: Measurement | undefined;
	/** The whole where nothing was measured yet, such as the number of villages. */
	whole?: number | undefined;
}

/** An empty form, with only what is sure to be the same again. */
export function newCheckTyped({ indicator, labels, today, last, whole }: FirstValues): CheckTyped {
	return {
		figure: newFigure(isPercent(indicator), last, last?.whole ?? whole),
		more: Object.fromEntries(
			labels.map((label) => {
				const second = last?.more?.find((figure) => figure.label === label);
				return [label, newFigure(true, second, second?.whole)];
			})
		),
		seen: null,
		on: today,
		note: '',
		village: '',
		sure: ''
	};
}

/** The form of a check that is already recorded. */
export function checkToTyped(
	measurement: Measurement,
	{ indicator, labels, village }: Pick<FirstValues, 'indicator' | 'labels'> & { village?: string | undefined }
): CheckTyped {
	return {
		figure: figureToTyped(isPercent(indicator), measurement),
		more: Object.fromEntries(
			labels.map((label) => [
				label,
				figureToTyped(true, measurement.more?.find((figure) => figure.label === label) ?? {})
			])
		),
		seen: measurement.met,
		on: measurement.on,
		note: measurement.note ?? '',
		village: village ?? '',
		sure: ''
	};
}

function newFigure(mayPair: boolean, last: Figure | undefined, whole: number | undefined): FigureTyped {
	return { way: wayOf(mayPair, last), part: '', whole: mayPair ? typedNumber(whole) : '', figure: '' };
}

function figureToTyped(mayPair: boolean, figure: Figure): FigureTyped {
	return {
		way: wayOf(mayPair, figure),
		part: typedNumber(figure.part),
		whole: typedNumber(figure.whole),
		figure: typedNumber(figure.value)
	};
}

const wayOf = (mayPair: boolean, figure: Figure | undefined) =>
	mayPair && (figure?.value === undefined || figure.part !== undefined) ? 'pair' : 'figure';
