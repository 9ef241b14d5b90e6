import type { SyncRecord } from '../changes/change.ts';
import type { TradeDate } from '../dates.ts';
import { valueOf } from './kinds.ts';

export interface StandingReview {
	verdict: 'verified' | 'returned' | 'reopened';
	on: TradeDate;
	recordId: string;
	by: string;
	stamp: string;
	seq: number;
}

/** The standing review of each value, by the change that wrote the value. */
export type StandingReviews = Map<string, StandingReview>;

/** Of several reviews of one value the one with the highest seq stands; one not yet sent will get a higher one. */
export function keepReview(reviews: StandingReviews, record: SyncRecord): void {
	const verdict = valueOf(record, 'review', 'verdict');
	if (!verdict) return;

	const { by, stamp } = record.registers['verdict']!;
	const review = { verdict: verdict.verdict, on: verdict.on, recordId: record.id, by, stamp, seq: record.seq };
	const standing = reviews.get(verdict.judged);
	if (!standing || isAfter(review, standing)) reviews.set(verdict.judged, review);
}

function isAfter(a: StandingReview, b: StandingReview): boolean {
	const [seqOfA, seqOfB] = [a.seq || Number.POSITIVE_INFINITY, b.seq || Number.POSITIVE_INFINITY];
	if (seqOfA !== seqOfB) return seqOfA > seqOfB;

	return a.stamp === b.stamp ? a.recordId > b.recordId : a.stamp > b.stamp;
}
