import type { SyncRecord } from '../../changes/change.ts';
import { valueOf, type Value } from '../kinds.ts';

/** What is in conflict while nobody has chosen; undefined for anything else. */
export function openClashOf(record: SyncRecord): Value<'conflict', 'clash'> | undefined {
	if (record.kind !== 'conflict' || record.registers['settled']) return undefined;

	return valueOf(record, 'conflict', 'clash');
}

/** Whether two people left two values in the record and nobody has chosen yet. */
export const isInConflict = ({ kind, id }: Pick<SyncRecord, 'kind' | 'id'>, records: readonly SyncRecord[]): boolean =>
	records.some((record) => {
		const clash = openClashOf(record);
		return clash?.kind === kind && clash.recordId === id;
	});
