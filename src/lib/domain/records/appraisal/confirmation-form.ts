import type { SyncRecord } from '../../changes/change.ts';
import { criterionOfIndicator } from '../../criteria/criteria-set.ts';
import type { TradeDate } from '../../dates.ts';
import type { Department } from '../../reference/reference.ts';
import { appraisalId } from '../record-ids.ts';
import { anyText, pastDay, tidyText, type FieldProblem, type FormReading } from '../form-fields.ts';
import { isVoided, valueOf, type Value } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';

type Confirmed = Value<'appraisal', 'confirmed'>;

export type ConfirmationVerdict = Confirmed['verdict'];

/** The form of a department's written confirmation as it is filled in. */
export type ConfirmationTyped = {
	/** Null until one is chosen. */
	verdict: ConfirmationVerdict | null;
	criteria: number[];
	/** The day on the document. */
	on: string;
	note: string;
};

export type ConfirmationField = 'verdict' | 'criteria' | 'on' | 'note';

export type ConfirmationProblem = FieldProblem<ConfirmationField>;

/** The criteria a department has a say in, whole or by single indicators. */
export function criteriaJudgedBy({ criteria, indicators }: Department): number[] {
	return [...new Set([...criteria, ...indicators.map(criterionOfIndicator)])].sort((a, b) => a - b);
}

/** The form as it opens: what stands, or all that the department judges. */
export function firstConfirmation(
	record: SyncRecord | undefined,
	department: Department,
	today: TradeDate
): ConfirmationTyped {
	const standing = confirmedOf(record);
	if (!standing) return { verdict: null, criteria: criteriaJudgedBy(department), on: today, note: '' };

	const { verdict, criteria, on, note = '' } = standing;
	return { verdict, criteria: [...criteria], on, note };
}

const confirmedOf = (record: SyncRecord | undefined): Confirmed | undefined =>
	record && !isVoided(record) ? valueOf(record, 'appraisal', 'confirmed') : undefined;

/** Reads a form as typed: the confirmation it stands for, or everything that is in its way. */
export function readConfirmation(
	{ verdict, criteria, on, note: noteTyped }: ConfirmationTyped,
	{
		unitId,
		department,
		record,
		today
	}: { unitId: string; department: string; record: SyncRecord | undefined; today: TradeDate }
): FormReading<ConfirmationField, RecordEdit> {
	const note = tidyText(noteTyped);
	const problems: ConfirmationProblem[] = [
		...(verdict === null ? [{ at: 'verdict', kind: 'missing' } as const] : []),
		...(criteria.length === 0 ? [{ at: 'criteria', kind: 'missing' } as const] : []),
		...pastDay('on', on, today),
		...anyText('note', note)
	];
	if (verdict === null || problems.length > 0) return { edit: undefined, problems };

	const { note: _note, ...carried } = confirmedOf(record) ?? {};
	const confirmed: Confirmed = {
		...carried,
		on,
		criteria: [...criteria].sort((a, b) => a - b),
		verdict,
		...(note !== '' && { note })
	};
	return { edit: { unitId, kind: 'appraisal', recordId: appraisalId(department), set: { confirmed } }, problems };
}
