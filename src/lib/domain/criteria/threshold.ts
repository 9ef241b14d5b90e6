import type { Unit } from '../unit.ts';
import { isPercent, type Indicator, type Threshold } from './criteria-set.ts';

/** A level that a province or a year sets beside the decision's own. */
export interface ThresholdSetting {
	set: string;
	indicator: string;
	/** The province or district it holds for. */
	unitId: string;
	year?: number;
	threshold: Threshold;
	source?: string;
}

/** Where and when a value holds: what decides which level applies to it. */
export interface Ground {
	set: string;
	region: string;
	/** The year in which the value was taken. */
	year: number;
	settings: readonly ThresholdSetting[];
	/** The unit and those above it, nearest first. */
	within: readonly string[];
}

export interface GroundReference {
	criteriaSetId: string;
	thresholds: ThresholdSetting[];
	units: Unit[];
}

export function groundOf(unit: Unit, year: number, reference: GroundReference): Ground {
	return {
		set: reference.criteriaSetId,
		region: unit.region,
		year,
		settings: reference.thresholds,
		within: unitAndAbove(unit, reference.units)
	};
}

/** The level that holds on this ground; undefined where none is known. The general column never stands in for a region
 *  that has none: a level that is not known must not judge. */
export function thresholdFor(indicator: Indicator, ground: Ground): Threshold | undefined {
	const setting = nearestSetting(indicator, ground);
	if (setting) return setting.threshold;

	const own = indicator.threshold?.[ground.region];
	return own && (own.year === undefined || own.year === ground.year) ? own : undefined;
}

/** The level that holds, or else one of another year or region: it tells in what an indicator is measured, and about what size
 *  its figures are. It judges nothing. */
export const anyLevel = (indicator: Indicator, ground: Ground): Threshold | undefined =>
	thresholdFor(indicator, ground) ??
	indicator.threshold?.[ground.region] ??
	Object.values(indicator.threshold ?? {}).find((level) => level !== null) ??
	undefined;

/** What a figure is written with: "%", "nhà", "triệu đồng/người/năm"; undefined where nothing tells. */
export const unitOf = (indicator: Indicator, ground: Ground): string | undefined =>
	isPercent(indicator)
		? '%'
		: (anyLevel(indicator, ground)?.unit ?? /\((triệu đồng[^)]*)\)$/.exec(indicator.name)?.[1]);

/** The nearest unit's setting goes first, then one for this very year before one for every year. */
function nearestSetting(indicator: Indicator, ground: Ground): ThresholdSetting | undefined {
	let best: ThresholdSetting | undefined;
	let bestRank = Number.POSITIVE_INFINITY;

	for (const setting of ground.settings) {
		if (setting.set !== ground.set || setting.indicator !== indicator.no) continue;
		const year = setting.year ?? setting.threshold.year;
		const distance = ground.within.indexOf(setting.unitId);
		if (distance < 0 || (year !== undefined && year !== ground.year)) continue;

		const rank = distance * 2 + (year === undefined ? 1 : 0);
		if (rank < bestRank) {
			best = setting;
			bestRank = rank;
		}
	}
	return best;
}

function unitAndAbove(unit: Unit, units: readonly Unit[]): string[] {
	const ids: string[] = [];
	let current: Unit | undefined = unit;

	while (current && !ids.includes(current.id)) {
		ids.push(current.id);
		const parentId: string | null = current.parentId;
		current = parentId === null ? undefined : units.find(({ id }) => id === parentId);
	}
	return ids;
}
