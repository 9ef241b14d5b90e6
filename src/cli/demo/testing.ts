import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { BARE_SET } from '#lib/domain/criteria/criteria-set.ts';
import { communeProgress, type ProgressReference } from '#lib/domain/progress/commune.ts';
import type { CommuneProgress } from '#lib/domain/progress/progress.ts';
import { nationalCriteriaSets, typicalDepartments } from '#lib/server/reference/national.ts';
import { demoAuthors, demoOfficers } from './people.ts';
import { codeOf, demoUnits } from './places.ts';

export const TODAY = '2018-11-05';

export const reference: ProgressReference = {
	criteriaSetId: BARE_SET,
	criteriaSets: nationalCriteriaSets(),
	thresholds: [],
	departments: typicalDepartments(),
	people: [...demoOfficers, ...demoAuthors],
	units: demoUnits
};

export const unitOf = (slug: string) => demoUnits.find(({ id }) => id === codeOf(slug))!;

export function progressOf(records: ReadonlyMap<string, SyncRecord[]>, slug: string): CommuneProgress {
	const unit = unitOf(slug);

	return communeProgress(records.get(unit.id) ?? [], { unit, reference, today: TODAY });
}
