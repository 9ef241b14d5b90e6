import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { DueItem } from '#lib/domain/progress/schedule.ts';
import { valueOf } from '#lib/domain/records/kinds.ts';

/** Where something due is finished, or what it is about; a task of the commune as a whole has no page. */
export function dueHref({ kind, id, criterion }: DueItem, records: readonly SyncRecord[]): string | undefined {
	if (kind === 'dossier') return `/field/dossiers/${criterion}`;
	if (kind === 'works') return `/field/works/${id}`;
	if (kind === 'task') return typeof criterion === 'number' ? `/field/criteria/${criterion}` : undefined;

	const remark = records.find((record) => record.kind === 'remark' && record.id === id);
	return `/field/visits/${valueOf(remark, 'remark', 'text')?.visit}`;
}
