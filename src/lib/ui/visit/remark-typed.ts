import { anyDay, neededText, type FieldProblem } from '#lib/domain/records/form-fields.ts';
import type { RemarkRead } from '#lib/domain/records/visit/read.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { FormWords } from '../app/field-problem-words.ts';

/** The sheet of a remark, as typed. */
export interface RemarkTyped {
	criterion: number;
	text: string;
	/** `YYYY-MM-DD`, or empty. */
	dueOn: string;
	/** Why it is to be taken out. */
	reason: string;
}

export const newRemarkTyped = (criterion: number): RemarkTyped => ({ criterion, text: '', dueOn: '', reason: '' });

export const remarkToTyped = ({ text }: RemarkRead): RemarkTyped => ({
	criterion: text.criterion,
	text: text.text,
	dueOn: text.dueOn ?? '',
	reason: ''
});

/** Whether anything would be lost with the sheet. */
export function isRemarkTouched(typed: RemarkTyped, remark: RemarkRead | null): boolean {
	const first = remark ? remarkToTyped(remark) : { ...newRemarkTyped(typed.criterion) };

	return (['criterion', 'text', 'dueOn', 'reason'] as const).some((field) => typed[field] !== first[field]);
}

export type RemarkField = 'text' | 'dueOn';

export const remarkProblems = ({ text, dueOn }: RemarkTyped): FieldProblem<RemarkField>[] => [
	...neededText('text', text),
	...anyDay('dueOn', dueOn)
];

export const REMARK_WORDS: FormWords<RemarkField> = {
	names: { text: m.remark_text, dueOn: m.remark_due },
	missing: { text: m.remark_text_missing }
};
