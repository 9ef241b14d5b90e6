import type { CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import type { DepartmentList } from '#lib/domain/reference/reference.ts';
import commune2016 from './data/criteria-2016-2020.json' with { type: 'json' };
import commune2021 from './data/criteria-2021-2025.json' with { type: 'json' };
import commune2026 from './data/criteria-2026-2030.partial.json' with { type: 'json' };
import departments from './data/departments.json' with { type: 'json' };

/** The decisions' sets of criteria that come with the program, the oldest first. */
export const nationalCriteriaSets = (): CriteriaSet[] =>
	[commune2016, commune2021, { groups: [], ...commune2026 }].map((set) => set as unknown as CriteriaSet);

/** A province's departments as they usually share the criteria out: to be replaced by the province's own list. */
export const typicalDepartments = (): DepartmentList => ({
	...(departments as unknown as DepartmentList),
	typical: true
});
