import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { departmentStanding, type DepartmentStanding } from '#lib/domain/progress/department-standing.ts';
import type { CommuneProgress, DepartmentProgress } from '#lib/domain/progress/progress.ts';
import { appraisalId } from '#lib/domain/records/record-ids.ts';
import { criteriaJudgedBy } from '#lib/domain/reference/parts.ts';
import type { DepartmentList } from '#lib/domain/reference/reference.ts';

export interface DepartmentRow {
	id: string;
	/** None where the list was drawn up for another set of criteria. */
	criteria: number[];
	standing: DepartmentStanding;
	progress: DepartmentProgress;
}

export interface DepartmentRows {
	/** Those of which something is known by name: inspected first, then sent, then those that only wrote. */
	known: DepartmentRow[];
	others: DepartmentRow[];
}

const RANK: Record<DepartmentStanding, number> = { inspected: 0, sent: 1, not_sent: 2, unknown: 2 };

/** The departments in the order of how far they are, and of the list. */
export function departmentRows(
	records: readonly SyncRecord[],
	departments: CommuneProgress['departments'],
	{ list, set }: { list: DepartmentList; set: string }
): DepartmentRows {
	const appraisals = new Map(records.filter(({ kind }) => kind === 'appraisal').map((record) => [record.id, record]));
	const rows = list.departments.map((department): DepartmentRow => {
		const progress = departments.each.find((one) => one.department === department.id)!;
		const record = appraisals.get(appraisalId(department.id));
		return {
			id: department.id,
			criteria: list.criteria_set === set ? criteriaJudgedBy(department) : [],
			standing: departmentStanding(progress, departments, record),
			progress
		};
	});
	const isKnown = ({ standing, progress }: DepartmentRow) => RANK[standing] < 2 || progress.verdicts.length > 0;

	return {
		known: rows.filter(isKnown).sort((a, b) => RANK[a.standing] - RANK[b.standing]),
		others: rows.filter((row) => !isKnown(row))
	};
}
