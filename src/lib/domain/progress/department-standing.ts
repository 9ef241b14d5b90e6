import type { SyncRecord } from '../changes/change.ts';
import { valueOf } from '../records/kinds.ts';
import type { CommuneProgress, DepartmentProgress } from './progress.ts';

export type DepartmentStanding = 'inspected' | 'sent' | 'not_sent' | 'unknown';

type Departments = CommuneProgress['departments'];

/** How many departments a commune has reported in figures without anybody having recorded which they are. */
export function unnamedDepartments({ sent, inspected, each }: Departments): { sent: number; inspected: number } {
	const named = {
		sent: each.filter((department) => department.sent).length,
		inspected: each.filter((department) => department.inspected).length
	};

	return {
		sent: Math.max((sent ?? 0) - named.sent, 0),
		inspected: Math.max((inspected ?? 0) - named.inspected, 0)
	};
}

/** Where one department stands. It is "not sent" only where that was recorded, or where all that were sent are known by
 *  name; otherwise it may be among those of which only the number is known. */
export function departmentStanding(
	department: DepartmentProgress,
	departments: Departments,
	record: SyncRecord | undefined
): DepartmentStanding {
	if (department.inspected) return 'inspected';
	if (department.sent) return 'sent';

	const isRecorded = valueOf(record, 'appraisal', 'sent') !== undefined;
	const areAllNamed = departments.sent !== null && unnamedDepartments(departments).sent === 0;
	return isRecorded || areAllNamed ? 'not_sent' : 'unknown';
}
