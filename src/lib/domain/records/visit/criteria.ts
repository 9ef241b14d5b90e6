import type { SyncRecord } from '../../changes/change.ts';
import { valueOf } from '../kinds.ts';
import { entriesOf, entryRegister, VISIT_CRITERIA } from '../lists.ts';
import type { RecordEdit } from '../record-edit.ts';

/** The criteria that a visit is for: those it was opened with, and what was put on or taken off since. */
export function visitCriteria(visit: SyncRecord): number[] {
	const opened = valueOf(visit, 'visit', 'opening')?.criteria ?? [];

	return entriesOf(
		visit,
		VISIT_CRITERIA,
		opened.map((no) => [String(no), {}])
	)
		.filter(({ isOut }) => !isOut)
		.map(({ id }) => Number(id))
		.sort((a, b) => a - b);
}

/** Puts a criterion on the visit, or takes it off. */
export const setCriterion = ({ unitId, id }: SyncRecord, criterion: number, isOn: boolean): RecordEdit => ({
	unitId,
	kind: 'visit',
	recordId: id,
	set: { [entryRegister(VISIT_CRITERIA, String(criterion))]: isOn ? {} : { out: true } }
});
