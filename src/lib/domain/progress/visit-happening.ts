import type { SyncRecord } from '../changes/change.ts';
import { attendanceOf } from '../records/visit/attendance.ts';
import { valueOf, type Value } from '../records/kinds.ts';
import type { Happening } from './timeline-entry.ts';
import { photosOf, type TimelineIndex } from './timeline-index.ts';

/** A visit with its findings, remarks and their photos added up. */
export function visitHappening(
	record: SyncRecord,
	{ purpose, department }: Value<'visit', 'opening'>,
	index: TimelineIndex
): Happening {
	const findings = index.findings.get(record.id) ?? [];
	const remarks = index.remarks.get(record.id) ?? [];
	const conclusion = valueOf(record, 'visit', 'conclusion');
	const countOf = (wanted: (typeof findings)[number]['verdict']) =>
		findings.filter(({ verdict }) => verdict === wanted).length;
	const shown = [
		{ kind: 'visit', id: record.id },
		...findings.map(({ id }) => ({ kind: 'finding', id })),
		...remarks.map(({ id }) => ({ kind: 'remark', id }))
	];

	return {
		kind: 'visit',
		purpose,
		department: department ?? null,
		findings: {
			satisfied: countOf('satisfied'),
			needs_work: countOf('needs_work'),
			not_satisfied: countOf('not_satisfied')
		},
		remarks: { total: remarks.length, open: remarks.filter(({ isOpen }) => isOpen).length },
		attended: Object.values(attendanceOf(record)).flat().length,
		photos: shown.reduce((sum, of) => sum + photosOf(index, of), 0),
		conclusion: conclusion?.text || null,
		closed: conclusion !== undefined
	};
}
