import type { SyncRecord } from '../../changes/change.ts';
import type { TradeDate } from '../../dates.ts';
import { valueOf, type Value } from '../kinds.ts';

type Verdict = Value<'review', 'verdict'>;

export interface StandingReview {
	verdict: Verdict['verdict'];
	on: TradeDate;
	reason: Verdict['reason'];
	/** The change that it judged. */
	judged: string;
	recordId: string;
	by: string;
	stamp: string;
	seq: number;
}

/** The standing review of each value, by the change that wrote the value. */
export type StandingReviews = Map<string, StandingReview>;

export function readReview(record: SyncRecord): StandingReview | undefined {
	const told = valueOf(record, 'review', 'verdict');
	if (!told) return undefined;

	const { verdict, on, reason, judged } = told;
	const { by, stamp } = record.registers['verdict']!;
	return { verdict, on, reason, judged, recordId: record.id, by, stamp, seq: record.seq };
}

/** Of several reviews of one value the latest stands. */
export function keepReview(reviews: StandingReviews, record: SyncRecord): void {
	const review = readReview(record);
	if (!review) return;

	const standing = reviews.get(review.judged);
	if (!standing || isLaterReview(review, standing)) reviews.set(review.judged, review);
}

/** The highest seq is the latest; a review not yet sent will get a higher one. */
export function isLaterReview(
	a: Pick<StandingReview, 'seq' | 'stamp' | 'recordId'>,
	b: Pick<StandingReview, 'seq' | 'stamp' | 'recordId'>
): boolean {
	const [seqOfA, seqOfB] = [a.seq || Number.POSITIVE_INFINITY, b.seq || Number.POSITIVE_INFINITY];
	if (seqOfA !== seqOfB) return seqOfA > seqOfB;

	return a.stamp === b.stamp ? a.recordId > b.recordId : a.stamp > b.stamp;
}
