import type { TradeDate } from '../dates.ts';
import type { LetterVerdict } from '../records/letter/schema.ts';
import type { Part } from '../reference/parts.ts';

/** Of a criterion's dossier, as the strip shows it; ui words in design terms: chưa bắt đầu, đang lập, xong hồ sơ, chờ thẩm định,
 *  ngành yêu cầu bổ sung, ngành kết luận chưa đạt, đạt, chưa có số liệu. A dossier waits for the departments once it is with
 *  all that judge a part of it, and no longer once one of them has said that something is wanting. */
export type CellState = 'none' | 'doing' | 'ready' | 'wait' | 'supplement' | 'failed' | 'met' | 'na';

/** Whether the dossier is complete, wherever it is now. */
export const isComplete = (state: CellState): boolean =>
	state === 'ready' || state === 'wait' || state === 'met' || isObjectedTo(state);

/** Whether a department has concluded that it is not enough: the commune has work again. */
export const isObjectedTo = (state: CellState): state is Objection => state === 'supplement' || state === 'failed';

/** What a department may say against a criterion. */
export type Objection = Exclude<LetterVerdict, 'passed'>;

export type Standing = 'met' | 'not_met' | 'not_applicable' | 'unrecorded';

/** Three facts about one indicator, and none of them stands for another: what the commune says of itself, what the
 *  district's office has verified, and what the province's department has confirmed in writing. */
export interface IndicatorStanding {
	/** By the commune's latest check. */
	selfAssessed: Standing;
	/** By the latest value that the office verified, and the day on which it did; null while it has verified none. */
	verified: { standing: Standing; on: TradeDate; checkId: string } | null;
	/** The commune has recorded something since that is not verified yet. */
	isVerifiedLatest: boolean;
	/** By the departments that judge it; null while one of them has not written about it. */
	confirmed: LetterVerdict | null;
}

/** How many indicators are met by each of the three; what nobody said counts in none. */
export interface StandingCounts {
	selfAssessed: number;
	verified: number;
	confirmed: number;
	total: number;
}

export interface IndicatorProgress {
	indicator: string;
	standing: Standing;
	/** The record that gives the value: the check without village with the latest date, then stamp. */
	checkId: string | null;
	on: TradeDate | null;
	/** True when the office's own check of the indicator says otherwise, and no review has settled which is right. */
	differs: boolean;
	/** What the commune says, what the office has verified, what the department has confirmed: three facts. */
	standings: IndicatorStanding;
}

/** What a department says at present of a criterion or an indicator. */
export interface PresentVerdict {
	of: string;
	verdict: LetterVerdict;
	on: TradeDate;
	/** The letter that says it. */
	letter: string;
}

/** What one department judges of a criterion, and what it says of that. */
export interface PartProgress extends Part {
	/** Null while it has not confirmed all of its part. */
	verdict: LetterVerdict | null;
}

export interface CriterionProgress {
	criterion: number;
	state: CellState;
	/** At least one open obstacle stands at this criterion. */
	blocked: boolean;
	openObstacles: number;
	indicators: IndicatorProgress[];
	indicatorsMet: number;
	/** How many there are to be met: what does not apply is not among them. */
	indicatorsCounted: number;
	/** Of each department that judges something of it. */
	parts: PartProgress[];
	/** Of its indicators, by each of the three facts. */
	counts: StandingCounts;
	papers: { done: number; total: number };
	expectedOn: TradeDate | null;
}

export type Lateness =
	/** Null: nobody has written which plan it was. */
	| { kind: 'carried_over'; fromYear: number | null }
	| { kind: 'moved'; fromYear: number; toYear: number }
	| { kind: 'past_year'; year: number };

export interface DepartmentProgress {
	department: string;
	sentOn: TradeDate | null;
	/** Also true, without a date, where the commune reported that every department has the dossiers. */
	sent: boolean;
	inspectedOn: TradeDate | null;
	inspected: boolean;
	/** What it says at present, of criteria and of single indicators, in their order. */
	verdicts: PresentVerdict[];
}

/** All that is derived from a commune's records on a given day. A null is "not known", never zero. */
export interface CommuneProgress {
	unitId: string;
	/** True when the commune has a target year. */
	registered: boolean;
	target: {
		year: number | null;
		basis: string | null;
		document: string | null;
		/** Empty where it is not late. */
		late: Lateness[];
		history: { year: number; on: TradeDate; basis: string }[];
		/** Days from today to 31/12 of the year; negative once past. */
		daysLeft: number | null;
	};
	criteria: CriterionProgress[];
	/** Of all indicators, by each of the three facts. */
	counts: StandingCounts;
	/** Complete dossiers. `preparing` stands where they are not counted, but work on them is recorded or reported. */
	dossiers: { complete: number | null; total: number; preparing?: true };
	commonDossier: 'complete' | 'missing' | null;
	commonExpectedOn: TradeDate | null;
	departments: { sent: number | null; inspected: number | null; total: number; each: DepartmentProgress[] };
	/** Open obstacles, those of the commune as a whole among them. */
	openObstacles: number;
	/** When anything of the commune was last recorded, by the records' own dates; days after today do not count. */
	lastRecordedOn: TradeDate | null;
}

export interface DistrictProgress {
	/** Registered communes by complete dossiers, then sent, then name. */
	communes: CommuneProgress[];
	allDossiers: number;
	withCommonDossier: number;
	sentToAll: number;
	years: { year: number; communes: number }[];
	/** Per criterion, in the set's order: how many communes have an open obstacle there. Zeros are listed too. */
	obstacles: { criterion: number; communes: number }[];
}
