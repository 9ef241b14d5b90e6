import { criterionInSet } from '../criteria/criterion-ref.ts';
import { BARE_SET, criterionOfIndicator } from '../criteria/criteria-set.ts';
import type { SyncRecord } from '../changes/change.ts';
import { valueOf } from '../records/kinds.ts';
import type { ReviewEntry } from './change-entry.ts';
import type { TimelineIndex } from './timeline-index.ts';

/** What the office said of values, the word that stands of each: one that was taken back since is none. */
export function reviewEntries(index: TimelineIndex): ReviewEntry[] {
	const judged = new Map(index.records.map((record) => [`${record.kind}/${record.id}`, record]));

	return [...index.reviewsOf].flatMap(([place, reviews]): ReviewEntry[] => {
		const about = aboutOf(judged.get(place), index.set.id);
		if (!about) return [];

		const standing = reviews.filter((review) => index.reviews.get(review.judged)?.recordId === review.recordId);
		return standing.map(({ verdict, on, by, stamp, reason, recordId, judged: value }): ReviewEntry => {
			const before = reviews.filter((one) => one.judged === value).at(-2);
			return {
				...{ kind: 'reviewed', on, by, stamp, recordId, recordKind: 'review', verdict, ...about },
				text: reason?.text ?? null,
				takesBack: verdict === 'reopened' ? (before?.on ?? null) : null
			};
		});
	});
}

function aboutOf(
	record: SyncRecord | undefined,
	set: string
): Pick<ReviewEntry, 'indicator' | 'criterion'> | undefined {
	const subject = valueOf(record, 'check', 'subject');
	if (record?.kind === 'check' && subject && (subject.set ?? BARE_SET) === set)
		return { indicator: subject.indicator, criterion: criterionOfIndicator(subject.indicator) };

	const criterion =
		record?.kind === 'finding' ? criterionInSet(record.id.split(':').slice(2).join(':'), set) : undefined;
	return criterion === undefined ? undefined : { indicator: null, criterion };
}
