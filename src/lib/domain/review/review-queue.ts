import type { SyncRecord } from '../changes/change.ts';
import type { TradeDate } from '../dates.ts';
import { judgedValues, type JudgedOf, type JudgedValue } from './judged-values.ts';

export interface QueueOf extends JudgedOf {
	today: TradeDate;
}

/** What waits for the office's word, oldest first: values that have arrived and are not verified, and verified ones that
 *  the commune asks to have reopened. One that was returned waits for the commune. */
export function reviewQueue(records: readonly SyncRecord[], of: QueueOf): JudgedValue[] {
	return judgedValues(records, of)
		.filter((value) => isWaiting(value, of.today))
		.sort(byAge);
}

function isWaiting(value: JudgedValue, today: TradeDate): boolean {
	if (value.record.seq === 0) return false;
	// Nobody ends a visit of an earlier day any more; until then its verdicts may change by the minute.
	if (value.kind === 'finding' && value.isRunning && value.on >= today) return false;

	return value.state === 'waiting' || value.state === 'reopened' || value.request !== undefined;
}

/** By the day of the value, then by when it was written; the key makes the order total. */
export function byAge(a: JudgedValue, b: JudgedValue): number {
	if (a.on !== b.on) return a.on < b.on ? -1 : 1;
	if (a.stamp !== b.stamp) return a.stamp < b.stamp ? -1 : 1;

	return a.key < b.key ? -1 : 1;
}
