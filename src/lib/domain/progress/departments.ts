import { valueOf } from '../records/kinds.ts';
import type { DepartmentList } from '../reference/reference.ts';
import type { Gathered } from './gather.ts';
import type { CommuneProgress, DepartmentProgress, PresentVerdict } from './progress.ts';

/** How far the departments are. A department may have inspected without having been sent a dossier. */
export function departmentsProgress(
	{ appraisals, tally, verdicts }: Gathered,
	list: DepartmentList
): CommuneProgress['departments'] {
	const total = list.departments.length;
	const records = list.departments.map(({ id }) => appraisals.get(id));

	const sent = known(
		tally.departments?.sent,
		records.map((record) => valueOf(record, 'appraisal', 'sent'))
	);
	const inspected = known(
		tally.departments?.inspected,
		records.map((record) => valueOf(record, 'appraisal', 'inspected'))
	);

	const each = list.departments.map(({ id }, index): DepartmentProgress => {
		const record = records[index];
		const sentOn = valueOf(record, 'appraisal', 'sent')?.on ?? null;
		const inspectedOn = valueOf(record, 'appraisal', 'inspected')?.on ?? null;
		return {
			department: id,
			sentOn,
			sent: sentOn !== null || (sent ?? 0) >= total,
			inspectedOn,
			inspected: inspectedOn !== null || (inspected ?? 0) >= total,
			verdicts: [...(verdicts.get(id)?.values() ?? [])].sort(byNumber)
		};
	});
	return { sent, inspected, total, each };
}

/** The greater of what was reported and what is recorded. Records alone tell when there is a date among them, or when
 *  each department is said to have none. */
function known(reported: number | null | undefined, recorded: ({ on: string | null } | undefined)[]): number | null {
	const dated = recorded.filter((register) => register && register.on !== null).length;
	const isTold = dated > 0 || (recorded.length > 0 && recorded.every((register) => register !== undefined));
	if (typeof reported !== 'number') return isTold ? dated : null;

	return Math.max(reported, dated);
}

/** "4", "14", "14.3", "17" */
const byNumber = (a: PresentVerdict, b: PresentVerdict): number => NUMBERS.compare(a.of, b.of);

const NUMBERS = new Intl.Collator('vi', { numeric: true });
