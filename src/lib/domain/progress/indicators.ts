import { standingOf } from '../records/check/standing.ts';
import type { Indicator } from '../criteria/criteria-set.ts';
import { groundOf, type GroundReference } from '../criteria/threshold.ts';
import type { Measurement } from '../records/check/schema.ts';
import type { Part } from '../reference/parts.ts';
import type { Unit } from '../unit.ts';
import type { CheckValue, Gathered } from './gather.ts';
import { indicatorStanding } from './indicator-standing.ts';
import type { IndicatorProgress } from './progress.ts';

type Judge = (measurement: Measurement, indicator: Indicator) => Measurement['met'];

/** Judges with the level of the year in which a value was taken. */
export function judgeOf(unit: Unit, reference: GroundReference): Judge {
	const grounds = new Map<number, ReturnType<typeof groundOf>>();

	return (measurement, indicator) => {
		const year = Number(measurement.on.slice(0, 4));
		const ground = grounds.get(year) ?? groundOf(unit, year, reference);
		grounds.set(year, ground);
		return standingOf(measurement, indicator, ground);
	};
}

export function indicatorProgress(
	gathered: Gathered,
	indicator: Indicator,
	judge: Judge,
	parts: readonly Part[]
): IndicatorProgress {
	const check = gathered.latest.get(indicator.no);
	const standings = indicatorStanding(gathered, { indicator: indicator.no, parts }, (measurement) =>
		judge(measurement, indicator)
	);
	if (!check) {
		const nothing = { standing: 'unrecorded', checkId: null, on: null, differs: false } as const;
		return { indicator: indicator.no, ...nothing, standings };
	}

	return {
		indicator: indicator.no,
		standing: judge(check.measurement, indicator),
		checkId: check.checkId,
		on: check.measurement.on,
		differs: isDisputed(gathered, indicator, judge),
		standings
	};
}

/** The office's latest check and the commune's latest stand differently, and no review of the commune's value, written
 *  after the office's check, says which is right. "Reopened" takes such an answer back. */
function isDisputed({ byOffice, byCommune, reviews }: Gathered, indicator: Indicator, judge: Judge): boolean {
	const office = byOffice.get(indicator.no);
	const commune = byCommune.get(indicator.no);
	if (!office || !commune || judge(office.measurement, indicator) === judge(commune.measurement, indicator))
		return false;

	return !isSettled(office, commune, reviews);
}

function isSettled(office: CheckValue, commune: CheckValue, reviews: Gathered['reviews']): boolean {
	const review = reviews.get(commune.register.change);

	return review !== undefined && review.verdict !== 'reopened' && review.stamp > office.register.stamp;
}
