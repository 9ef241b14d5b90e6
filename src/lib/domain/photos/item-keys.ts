import type { Change, RecordKey } from '../changes/change.ts';

/** The record that each change is counted under, as people count: a photo goes with what it was taken of. */
export function itemKeys(changes: readonly Change[]): RecordKey[] {
	const owners = new Map<string, RecordKey>();
	for (const { unitId, kind, recordId, set } of changes) {
		const of = kind === 'photo' ? set['file']?.value?.['of'] : undefined;
		if (isOwner(of)) owners.set(recordId, { unitId, kind: of.kind, recordId: of.id });
	}

	return changes.map(
		({ unitId, kind, recordId }) => (kind === 'photo' && owners.get(recordId)) || { unitId, kind, recordId }
	);
}

const isOwner = (of: unknown): of is { kind: string; id: string } =>
	typeof of === 'object' && of !== null && 'kind' in of && 'id' in of;
