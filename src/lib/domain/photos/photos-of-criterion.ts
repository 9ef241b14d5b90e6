import type { SyncRecord } from '../changes/change.ts';
import { isVoided, valueOf } from '../records/kinds.ts';
import { photosAmong, type PhotoRead } from './photo-edits.ts';

/** The photos of all that was recorded for a criterion, the latest first. */
export function photosOfCriterion(records: readonly SyncRecord[], criterion: number): PhotoRead[] {
	const owners = new Set(
		records
			.filter((record) => !isVoided(record) && criterionOf(record) === criterion)
			.map(({ kind, id }) => `${kind}/${id}`)
	);

	return photosAmong(records, ({ kind, id }) => owners.has(`${kind}/${id}`)).reverse();
}

/** The criterion that a record with photos is about, where it says so. */
export function criterionOf(record: SyncRecord): number | undefined {
	const indicator = valueOf(record, 'check', 'subject')?.indicator;
	if (record.kind === 'check' && indicator !== undefined) return Number.parseInt(indicator, 10);
	if (record.kind === 'remark') return valueOf(record, 'remark', 'text')?.criterion;
	if (record.kind === 'obstacle') return valueOf(record, 'obstacle', 'statement')?.criterion;
	if (record.kind === 'works') return valueOf(record, 'works', 'contract')?.criterion;
	if (record.kind !== 'paper') return undefined;

	const of = valueOf(record, 'paper', 'item')?.of;
	return typeof of === 'number' ? of : undefined;
}
