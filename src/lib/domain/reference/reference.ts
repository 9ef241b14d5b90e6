import type { Role } from '../access/role.ts';
import type { CriteriaSet } from '../criteria/criteria-set.ts';
import type { ThresholdSetting } from '../criteria/threshold.ts';
import type { TradeDate } from '../dates.ts';
import type { Unit } from '../unit.ts';

export interface Department {
	id: string;
	name: string;
	short: string;
	/** Criteria and single indicators it judges. */
	criteria: number[];
	indicators: string[];
	/** True where nothing but a typical province's practice puts it on the list. */
	assumed?: boolean;
}

export interface DepartmentList {
	id: string;
	criteria_set: string;
	/** The department that leads the appraisal of each criterion. */
	lead_by_criterion: { [criterion: string]: string };
	departments: Department[];
	/** True when the list is a typical one, not the province's own. */
	typical?: boolean;
}

export interface Person {
	id: string;
	name: string;
	post: string;
	role: Role;
	units: string[];
}

/** What changes seldom and everybody needs; kept on the device. */
export interface Reference {
	version: string;
	units: Unit[];
	/** The set in force for the communes. */
	criteriaSetId: string;
	criteriaSets: CriteriaSet[];
	thresholds: ThresholdSetting[];
	departments: DepartmentList;
	people: Person[];
	me: Person;
	/** Only in a demo: the day that counts as today. */
	today?: TradeDate;
}

export function currentSet(reference: Pick<Reference, 'criteriaSetId' | 'criteriaSets'>): CriteriaSet {
	const set = reference.criteriaSets.find(({ id }) => id === reference.criteriaSetId);
	if (!set) throw new Error(`the reference names the criteria set ${reference.criteriaSetId} but does not hold it`);

	return set;
}

/** Author of the records that the demo invents so that there is something to see. */
export const SAMPLE_PERSON = 'du-lieu-mau';
