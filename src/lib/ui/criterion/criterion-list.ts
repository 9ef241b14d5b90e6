import type { CriteriaSet, Criterion } from '#lib/domain/criteria/criteria-set.ts';
import { isComplete, isObjectedTo, type CriterionProgress } from '#lib/domain/progress/progress.ts';

export type CriterionFilter = 'all' | 'blocked' | 'unfinished' | 'unknown' | 'finished';

/** What is not known is neither finished nor unfinished. */
const FILTERS: Record<CriterionFilter, (progress: CriterionProgress) => boolean> = {
	all: () => true,
	blocked: ({ blocked }) => blocked,
	unfinished: ({ state }) => state === 'none' || state === 'doing' || isObjectedTo(state),
	unknown: ({ state }) => state === 'na',
	finished: ({ state }) => isComplete(state) && !isObjectedTo(state)
};

export const passesFilter = (filter: CriterionFilter, progress: CriterionProgress): boolean =>
	FILTERS[filter](progress);

/** Four filters at most, with what each would leave. Where cells are unknown, that is more use than what is finished. */
export function filterCounts(criteria: readonly CriterionProgress[]): { filter: CriterionFilter; count: number }[] {
	const last = criteria.some(({ state }) => state === 'na') ? 'unknown' : 'finished';

	return (['all', 'blocked', 'unfinished', last] as const).map((filter) => ({
		filter,
		count: criteria.filter(FILTERS[filter]).length
	}));
}

export interface CriterionGroup {
	no: string;
	name: string;
	criteria: Criterion[];
}

/** The criteria left by a search, under the heads of their groups; groups with none are left out. */
export function groupCriteria({ groups }: CriteriaSet, criteria: readonly Criterion[]): CriterionGroup[] {
	return groups
		.map((group) => ({ ...group, criteria: criteria.filter((criterion) => criterion.group === group.no) }))
		.filter((group) => group.criteria.length > 0);
}

/** The groups as the strip parts them. */
export const stripGroups = (set: CriteriaSet): { no: string; count: number }[] =>
	groupCriteria(set, set.criteria).map(({ no, criteria }) => ({ no, count: criteria.length }));
