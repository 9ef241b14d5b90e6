import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import { BARE_SET } from '#lib/domain/criteria/criteria-set.ts';
import { communeProgress, type ProgressReference } from '#lib/domain/progress/commune.ts';
import type { CommuneProgress } from '#lib/domain/progress/progress.ts';
import { nationalCriteriaSets, typicalDepartments } from '#lib/server/reference/national.ts';
import { seedDevice } from './changes.ts';
import type { DemoWrite } from './demo-write.ts';
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

/** The records that the writes leave behind, by unit. */
export function recordsOf(writes: readonly DemoWrite[]): Map<string, SyncRecord[]> {
	const records = new Map<string, SyncRecord>();
	writes.forEach(({ unitId, kind, recordId, changeId, personId, set }, at) => {
		const key = `${unitId}/${kind}/${recordId}`;
		const record = records.get(key) ?? { unitId, kind, id: recordId, seq: 0, registers: {} };
		const stamp = formatReading({ ms: at, counter: 0, device: seedDevice(0) });
		for (const [register, value] of Object.entries(set)) {
			record.registers[register] = { value, stamp, change: changeId, by: personId };
		}
		record.seq = at + 1;
		records.set(key, record);
	});
	return Map.groupBy(records.values(), ({ unitId }) => unitId);
}

export const unitOf = (slug: string) => demoUnits.find(({ id }) => id === codeOf(slug))!;

export function progressOf(records: ReadonlyMap<string, SyncRecord[]>, slug: string): CommuneProgress {
	const unit = unitOf(slug);

	return communeProgress(records.get(unit.id) ?? [], { unit, reference, today: TODAY });
}
