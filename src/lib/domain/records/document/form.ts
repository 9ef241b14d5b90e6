import { type FieldProblem, type FormReading } from '../form-fields.ts';
import { tidyText } from '../../tidy-text.ts';
import type { RecordEdit } from '../record-edit.ts';
import { valueOf } from '../kinds.ts';
import { isNumberTaken, type Issued, type Numbered } from './read.ts';

export type NumberTyped = { no: string };

export const numberToTyped = ({ record }: Issued): NumberTyped => ({
	no: valueOf(record, 'document', 'number')?.no ?? ''
});

/** As the registry writes it: "05", "112", "05a". Of the others, none may have it. */
export function numberProblems(
	no: string,
	{ head, others }: Pick<Numbered, 'head'> & { others: readonly Numbered[] }
): FieldProblem<'no'>[] {
	if (!/^\d{1,6}[a-zđ]?$/i.test(tidyText(no))) return [{ at: 'no', kind: 'missing' }];

	return isNumberTaken(others, head, no) ? [{ at: 'no', kind: 'taken' }] : [];
}

/** The number of a paper that was issued without one, or with one that another paper has. */
export function readNumber(
	{ no }: NumberTyped,
	{ id, record, head }: Issued,
	documents: readonly Issued[]
): FormReading<'no', RecordEdit> {
	const problems = numberProblems(no, { head, others: documents.filter((other) => other.id !== id) });
	if (problems.length > 0) return { edit: undefined, problems };
	const number = { ...valueOf(record, 'document', 'number'), no: tidyText(no) };

	return { edit: { unitId: record.unitId, kind: 'document', recordId: record.id, set: { number } }, problems };
}
