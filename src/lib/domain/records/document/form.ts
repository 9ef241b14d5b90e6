import { tidyText, type FieldProblem, type FormReading } from '../form-fields.ts';
import type { RecordEdit } from '../record-edit.ts';
import { valueOf } from '../kinds.ts';
import type { Issued } from './read.ts';

export type NumberTyped = { no: string };

export const numberToTyped = ({ record }: Issued): NumberTyped => ({
	no: valueOf(record, 'document', 'number')?.no ?? ''
});

/** As the registry writes it: "05", "112", "05a". */
export const numberProblems = (no: string): FieldProblem<'no'>[] =>
	/^\d{1,6}[a-zđ]?$/i.test(tidyText(no)) ? [] : [{ at: 'no', kind: 'missing' }];

/** The number of a paper that was issued without one, or with one that another paper has. */
export function readNumber({ no }: NumberTyped, { record }: Issued): FormReading<'no', RecordEdit> {
	const problems = numberProblems(no);
	if (problems.length > 0) return { edit: undefined, problems };
	const number = { ...valueOf(record, 'document', 'number'), no: tidyText(no) };

	return { edit: { unitId: record.unitId, kind: 'document', recordId: record.id, set: { number } }, problems };
}
