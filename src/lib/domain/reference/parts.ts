import { criterionOfIndicator, type Criterion } from '../criteria/criteria-set.ts';
import type { Department, Reference } from './reference.ts';

/** What one department judges of a criterion. */
export interface Part {
	department: string;
	/** Its indicators; the criterion itself where the set lists none under it. */
	of: string[];
}

/** Who judges a criterion: departments that have single indicators of it, and those that have it whole or lead its
 *  appraisal, which judge the indicators that are nobody else's. A list that was drawn up for another set says nothing. */
export function partsOf(
	{ no, indicators }: Criterion,
	{ departments: list, criteriaSetId }: Pick<Reference, 'departments' | 'criteriaSetId'>
): Part[] {
	if (list.criteria_set !== criteriaSetId) return [];

	const all = indicators.length > 0 ? indicators.map((indicator) => indicator.no) : [String(no)];
	const taken = new Set(list.departments.flatMap((one) => singlesOf(one, no)));
	const left = all.filter((indicator) => !taken.has(indicator));
	const hasRest = (one: Department) => one.criteria.includes(no) || list.lead_by_criterion[no] === one.id;

	return list.departments.flatMap((one): Part[] => {
		const own = [...singlesOf(one, no), ...(hasRest(one) ? left : [])];
		// Where every indicator is somebody's, a department that has the criterion whole judges all of it beside them.
		const of = own.length === 0 && hasRest(one) ? all : all.filter((indicator) => own.includes(indicator));
		return of.length > 0 ? [{ department: one.id, of }] : [];
	});
}

/** The criteria a department has a say in, whole or by single indicators. */
export const criteriaJudgedBy = ({ criteria, indicators }: Department): number[] =>
	[...new Set([...criteria, ...indicators.map(criterionOfIndicator)])].sort((a, b) => a - b);

const singlesOf = ({ indicators }: Department, criterion: number): string[] =>
	indicators.filter((indicator) => criterionOfIndicator(indicator) === criterion);
