import type { CrossCheck } from '#lib/domain/review/cross-checks.ts';
import type { ReturnReason } from '#lib/domain/review/review-edits.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatList } from '../format.ts';

const REASONS: Record<ReturnReason, () => string> = {
	missing_papers: m.review_reason_missing_papers,
	photo_mismatch: m.review_reason_photo_mismatch,
	photo_unclear: m.review_reason_photo_unclear,
	other: m.review_reason_other
};

export const reasonWords = (reason: ReturnReason): string => REASONS[reason]();

/** The message that a reason starts with. Nothing is ready for what only the office knows. */
export function readyMessage(reason: ReturnReason, facts: readonly CrossCheck[]): string {
	switch (reason) {
		case 'missing_papers': {
			const missing = facts.flatMap((fact) => (fact.kind === 'paper_missing' ? [fact.name] : []));
			return missing.length > 0
				? m.review_ready_papers({ papers: formatList(missing) })
				: m.review_ready_papers_any();
		}
		case 'photo_mismatch':
			return m.review_ready_mismatch();
		case 'photo_unclear':
			return m.review_ready_unclear();
		case 'other':
			return '';
	}
}

/** What somebody has typed stays; a ready message gives way to the next one. */
export function messageFor(
	reason: ReturnReason,
	typed: { reason: ReturnReason | null; text: string },
	facts: readonly CrossCheck[]
): string {
	const isUntouched =
		typed.text.trim() === '' || (typed.reason !== null && typed.text === readyMessage(typed.reason, facts));

	return isUntouched ? readyMessage(reason, facts) : typed.text;
}
