import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { criterionInSet } from '#lib/domain/criteria/criterion-ref.ts';
import { countPhotos, type PhotoCount } from '#lib/domain/photos/photo-edits.ts';
import type { DueItem } from '#lib/domain/progress/schedule.ts';
import { isVoided, valueOf, type Value } from '#lib/domain/records/kinds.ts';
import { asSeen, type SeenEdit } from '#lib/domain/records/record-edit.ts';

/** A paper of a dossier, with what belongs to it elsewhere. */
export interface CriterionPaper {
	record: SyncRecord;
	name: string;
	state: Value<'paper', 'state'> | undefined;
	photos: PhotoCount | undefined;
	/** The open task that asks for it. */
	due: DueItem | undefined;
}

/** In the order in which they were listed. */
export function criterionPapers(
	records: readonly SyncRecord[],
	of: number | 'common',
	{ set, due }: { set: string; due: readonly DueItem[] }
): CriterionPaper[] {
	const photos = countPhotos(records, 'paper');
	const tasks = tasksByPaper(records);

	return records
		.filter((record) => record.kind === 'paper' && !isVoided(record))
		.flatMap((record): CriterionPaper[] => {
			const item = valueOf(record, 'paper', 'item');
			if (!item || (item.of === 'common' ? 'common' : criterionInSet(item.of, set)) !== of) return [];

			const task = due.find(
				({ kind, id, state }) => kind === 'task' && state === 'open' && id === tasks.get(record.id)
			);
			const state = valueOf(record, 'paper', 'state');
			return [{ record, name: item.name, state, photos: photos.get(record.id), due: task }];
		})
		.sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
}

function tasksByPaper(records: readonly SyncRecord[]): Map<string, string> {
	const tasks = new Map<string, string>();
	for (const record of records) {
		const from = record.kind === 'task' ? valueOf(record, 'task', 'assignment')?.from : undefined;
		if (from?.kind === 'paper') tasks.set(from.id, record.id);
	}
	return tasks;
}

/** Writes the state of a paper as it is shown. */
export const paperState = (record: SyncRecord, state: CriterionPaper['state']): SeenEdit => {
	const { unitId, id: recordId } = record;
	return asSeen({ unitId, kind: 'paper', recordId, set: { state: state ?? null } }, record);
};

/** The state after ticking or unticking. What the note said, where it is or why not, holds no longer. */
export function tickPaper(before: CriterionPaper['state'], done: boolean, on: string): Value<'paper', 'state'> {
	const { note: _, ...kept } = before ?? {};

	return { ...kept, done, on };
}
