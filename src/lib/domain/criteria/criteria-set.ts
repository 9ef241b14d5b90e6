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

/** How an indicator is measured: not by a figure but by what the person saw, or by a share of a whole, things counted one by
 *  one, or any other amount. */
type FigureKind = 'none' | 'share' | 'count' | 'amount';

/** The types of indicator. Everything that depends on the type is asked of its row. */
export const MEASURES = {
	yesno: { figure: 'none' },
	/** Described in words. */
	text: { figure: 'none' },
	percent_min: { figure: 'share' },
	percent_max: { figure: 'share', isCeiling: true },
	number_min: { figure: 'amount' },
	count_min: { figure: 'count' },
	count_max: { figure: 'count', isCeiling: true }
} as const satisfies { [measure: string]: { figure: FigureKind; isCeiling?: true } };

export type Measure = keyof typeof MEASURES;

interface Measured {
	kind: Measure;
}

/** A set of a later version of the program may have types that are not known here: those are left to the person. */
const rowOf = ({ kind }: Measured): { figure: FigureKind; isCeiling?: true } =>
	Object.hasOwn(MEASURES, kind) ? MEASURES[kind] : MEASURES.text;

/** Of an indicator whose figure is a share of a whole. */
export const isPercent = (indicator: Measured): boolean => rowOf(indicator).figure === 'share';
/** Of an indicator whose figure counts things one by one. */
export const isCount = (indicator: Measured): boolean => rowOf(indicator).figure === 'count';
export const hasFigure = (indicator: Measured): boolean => rowOf(indicator).figure !== 'none';
/** Whether more is worse. */
export const isCeiling = (indicator: Measured): boolean => rowOf(indicator).isCeiling === true;

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

/** What the boxes of an indicator's figure ask for, in the words of the decision: "Người có bảo hiểm y tế". */
export interface Asks {
	part?: string;
	whole?: string;
	/** Of a figure that is no percentage. */
	figure?: string;
	/** What the first figure is of, where there are second ones beside it. */
	name?: string;
	/** Of the second figures, by their label. */
	more?: { [label: string]: Pick<Asks, 'part' | 'whole'> };
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
	/** By the number of the indicator. */
	asks?: { [indicator: string]: Asks };
	/** What people call it in the village, by the number of the criterion or indicator. */
	synonyms?: Synonyms;
	/** Absent where nothing is known of it. */
	satisfaction?: SatisfactionRule;
}

export interface Synonyms {
	[no: string]: readonly string[];
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
