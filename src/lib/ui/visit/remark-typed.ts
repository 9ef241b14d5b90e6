import type { RemarkRead } from '#lib/domain/records/visits.ts';

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
