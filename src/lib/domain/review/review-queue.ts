import type { SyncRecord } from '../changes/change.ts';
import { addDays, type TradeDate } from '../dates.ts';
import { judgedValues, type JudgedOf, type JudgedValue } from './judged-values.ts';

export interface QueueOf extends JudgedOf {
	today: TradeDate;
}

/** What waits for the office's word, oldest first: values that have arrived and are not verified, and verified ones that
 *  the commune asks to have reopened. One that was returned, or reopened because the commune asked, waits for the commune. */
export const reviewQueue = (records: readonly SyncRecord[], of: QueueOf): JudgedValue[] =>
	waitingOf(judgedValues(records, of), of.today);

export const waitingOf = (values: readonly JudgedValue[], today: TradeDate): JudgedValue[] =>
	values.filter((value) => isWaiting(value, today)).sort(byAge);

/** A mistake is seen within days; later a value is reopened on its commune's page. */
const RECENT_DAYS = 7;

export const isRecent = (on: TradeDate | null, today: TradeDate): boolean =>
	on !== null && on > addDays(today, -RECENT_DAYS);

/** What the office verified in the last days, the latest first. */
export const recentlyVerified = (values: readonly JudgedValue[], today: TradeDate): JudgedValue[] =>
	values.filter(({ state, review }) => state === 'verified' && isRecent(review?.on ?? null, today)).sort(byVerified);

export const byVerified = (a: JudgedValue, b: JudgedValue): number => (verifiedAt(a) < verifiedAt(b) ? 1 : -1);

const verifiedAt = ({ review, key }: JudgedValue) => `${review?.on} ${review?.stamp} ${key}`;

function isWaiting(value: JudgedValue, today: TradeDate): boolean {
	if (value.record.seq === 0) return false;
	// Nobody ends a visit of an earlier day any more; until then its verdicts may change by the minute.
	if (value.kind === 'finding' && value.isRunning && value.on >= today) return false;

	return value.state === 'waiting' || value.request !== undefined;
}

/** By the day of the value, then by when it was written; the key makes the order total. */
export function byAge(a: JudgedValue, b: JudgedValue): number {
	if (a.on !== b.on) return a.on < b.on ? -1 : 1;
	if (a.stamp !== b.stamp) return a.stamp < b.stamp ? -1 : 1;

	return a.key < b.key ? -1 : 1;
}
