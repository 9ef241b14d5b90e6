import type { SatisfactionRule } from './satisfaction-rule.ts';

export interface Threshold {
	op: '>=' | '<=' | '==';
	value: number;
	unit: string;
	/** The threshold holds for this year only. */
	year?: number;
	/** Further figures that must hold too, such as clean water beside hygienic water. */
	and?: { label: string; op: '>=' | '<=' | '=='; value: number; unit: string }[];
}

export type Measure = 'yesno' | 'percent_min' | 'percent_max' | 'number_min' | 'count_max' | 'count_min';

export interface Indicator {
	/** As printed: "6.3". */
	no: string;
	name: string;
	kind: Measure;
	/** What the decision prints, by region. */
	target: { [region: string]: string | null };
	threshold: { [region: string]: Threshold | null } | null;
	set_by?: 'province';
	note?: string;
}

export interface Criterion {
	no: number;
	group: string;
	name: string;
	indicators: Indicator[];
}

/** A decision's set of criteria, as data. */
export interface CriteriaSet {
	id: string;
	title: string;
	decision: string;
	date: string;
	period: string;
	groups: { no: string; name: string }[];
	criteria: Criterion[];
	/** Absent where nothing is known of it. */
	satisfaction?: SatisfactionRule;
}

/** The first set: its criteria stand in ids as a bare number, those of every other set as `<set>:<n>`. */
export const BARE_SET = 'vn-commune-2016';

export function findCriterion(set: CriteriaSet, no: number): Criterion | undefined {
	return set.criteria.find((criterion) => criterion.no === no);
}

export function findIndicator(set: CriteriaSet, no: string): Indicator | undefined {
	return findCriterion(set, criterionOfIndicator(no))?.indicators.find((indicator) => indicator.no === no);
}

/** "6.3" belongs to criterion 6. */
export const criterionOfIndicator = (indicator: string): number => Number.parseInt(indicator, 10);
