import { BARE_SET } from '../../criteria/criteria-set.ts';
import type { Measurement } from './schema.ts';
import type { CheckRead } from './read.ts';
import type { Place } from '../fields.ts';
import { valueOf } from '../kinds.ts';
import type { RecordEdit } from '../record-edit.ts';

export interface CheckTold {
	unitId: string;
	checkId: string;
	set: string;
	indicator: string;
	/** Empty for the commune as a whole. */
	village: string;
	measurement: Measurement;
	place?: Place | null;
	/** The check that is edited; a new one has none. */
	earlier?: CheckRead | undefined;
}

/** A check goes into its record in one edit. Of one that is edited, only what has changed is written: its subject and its
 *  place may have been given by somebody else. */
export function recordCheck({
	unitId,
	checkId,
	set,
	indicator,
	village,
	measurement,
	place,
	earlier
}: CheckTold): RecordEdit {
	const { village: _village, ...carried } = valueOf(earlier?.record, 'check', 'subject') ?? {
		indicator,
		...(set !== BARE_SET && { set })
	};
	const isMoved = !earlier || (earlier.village ?? '') !== village;

	return {
		unitId,
		kind: 'check',
		recordId: checkId,
		set: {
			...(isMoved && { subject: { ...carried, ...(village !== '' && { village }) } }),
			measurement,
			...(place && { place })
		}
	};
}
