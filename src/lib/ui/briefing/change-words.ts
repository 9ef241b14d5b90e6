import type { ChangeEntry, ReviewEntry } from '#lib/domain/progress/change-entry.ts';
import type { TimelineEntry } from '#lib/domain/progress/timeline-entry.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { recordWords } from '../outbox/record-words.ts';
import { timelineWords, type WordsOf } from '../timeline/timeline-words.ts';

export const isInTimeline = (entry: ChangeEntry): entry is TimelineEntry =>
	entry.kind !== 'reviewed' && entry.kind !== 'recorded';

/** What has happened, in a line for the hall. */
export function changeWords(entry: ChangeEntry, of: WordsOf): string {
	if (isInTimeline(entry)) return timelineWords(entry, of).title;
	if (entry.kind === 'reviewed') return REVIEWED[entry.verdict]({ what: reviewedWhat(entry) });

	const { kind, id: recordId, registers } = entry.record;
	const values = Object.fromEntries(Object.entries(registers).map(([name, { value }]) => [name, value]));
	return recordWords({ kind, recordId, values }, of.departments.departments);
}

const REVIEWED: Record<ReviewEntry['verdict'], (of: { what: string }) => string> = {
	verified: m.hall_verified,
	returned: m.hall_returned,
	reopened: m.hall_reopened
};

const reviewedWhat = ({ indicator, criterion }: ReviewEntry): string =>
	indicator === null ? m.hall_reviewed_finding({ n: criterion }) : m.hall_reviewed_check({ indicator });
