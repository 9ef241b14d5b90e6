import type { TradeDate } from '../dates.ts';
import { anyText, type FieldProblem } from '../records/form-fields.ts';
import { tidyText } from '../tidy-text.ts';
import type { RecordEdit } from '../records/record-edit.ts';
import type { JudgedValue } from './judged-values.ts';

/** Why a value goes back; the words that go with it are the office's own. */
export const RETURN_REASONS = ['missing_papers', 'photo_mismatch', 'photo_unclear', 'other'] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

interface Review {
	reviewId: string;
	on: TradeDate;
}

/** A review names the change it judged: of a value that has been edited since, the server refuses it. */
function reviewOf(
	{ record, kind, judged }: JudgedValue,
	{ reviewId, on }: Review,
	said: { verdict: 'verified' | 'reopened' } | { verdict: 'returned'; reason: { code: string; text: string } }
): RecordEdit {
	const of = { kind, id: record.id };

	return {
		unitId: record.unitId,
		kind: 'review',
		recordId: reviewId,
		set: { verdict: { of, judged, ...said, on } }
	};
}

export const verifyValue = (value: JudgedValue, review: Review): RecordEdit =>
	reviewOf(value, review, { verdict: 'verified' });

/** Takes back what was said of the value: it can be edited, and judged anew. */
export const reopenValue = (value: JudgedValue, review: Review): RecordEdit =>
	reviewOf(value, review, { verdict: 'reopened' });

/** The form of a return, as filled in. */
export interface ReturnTyped {
	reason: ReturnReason | null;
	text: string;
}

export interface ReturnReading {
	edit: RecordEdit | undefined;
	problems: FieldProblem<'reason' | 'text'>[];
}

/** Nothing goes back without a reason, and not without words: the commune has to know what to do. */
export function readReturn({ reason, text }: ReturnTyped, value: JudgedValue, review: Review): ReturnReading {
	const said = tidyText(text);
	const problems: ReturnReading['problems'] = [
		...(reason === null ? [{ at: 'reason', kind: 'missing' } as const] : []),
		...(said === '' ? [{ at: 'text', kind: 'missing' } as const] : anyText('text' as const, text))
	];
	if (reason === null || problems.length > 0) return { edit: undefined, problems };

	return {
		edit: reviewOf(value, review, { verdict: 'returned', reason: { code: reason, text: said } }),
		problems
	};
}
