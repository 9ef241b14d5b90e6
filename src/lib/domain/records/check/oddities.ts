import { isCounted } from '../../criteria/what-is-counted.ts';
import type { Measurement } from './schema.ts';

export type CheckOddity = 'not-whole' | 'no-reason';

/** What no form of this version lets through. Records of earlier versions hold it, and what was saved without network is never
 *  lost for it: it is taken, flagged, and said to whoever judges it. */
export function checkOddities(
	measurement: Partial<Measurement>,
	{ set, indicator }: { set: string; indicator: string }
): CheckOddity[] {
	const { part, whole, more = [], met, note } = measurement;
	const counts = [part, whole, ...more.flatMap((second) => [second.part, second.whole])];
	const hasFraction =
		isCounted(set, indicator) && counts.some((count) => typeof count === 'number' && !Number.isInteger(count));
	const hasNoReason = met === 'not_applicable' && (note ?? '').trim() === '';

	return [...(hasFraction ? (['not-whole'] as const) : []), ...(hasNoReason ? (['no-reason'] as const) : [])];
}
