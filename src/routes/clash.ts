import type { RegisterValue, SyncRecord } from '#lib/domain/changes/change.ts';
import { openClashOf } from '#lib/domain/records/conflict/read.ts';
import type { Value } from '#lib/domain/records/kinds.ts';

/** A conflict to be settled, with what the device holds of the record it is about. */
export interface Clash {
	conflict: SyncRecord;
	clash: Value<'conflict', 'clash'>;
	values: { [register: string]: RegisterValue };
	/** What else the device holds of the unit: values name others by their ids. */
	records: readonly SyncRecord[];
}

export const valuesOfRecord = (record: SyncRecord | undefined): Clash['values'] =>
	Object.fromEntries(Object.entries(record?.registers ?? {}).map(([name, { value }]) => [name, value]));

/** The conflicts of a unit that nobody has settled, from all its records. */
export function openClashes(records: readonly SyncRecord[]): Clash[] {
	return records.flatMap((conflict) => {
		const clash = openClashOf(conflict);
		if (!clash) return [];
		const about = records.find(({ kind, id }) => kind === clash.kind && id === clash.recordId);

		return [{ conflict, clash, values: valuesOfRecord(about), records }];
	});
}
