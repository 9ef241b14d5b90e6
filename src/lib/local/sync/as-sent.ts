import type { Change } from '#lib/domain/changes/change.ts';
import type { OutboxRow } from '../store/device-store.ts';

/** A change as it travels. Of what an earlier version of the program saved, its row tells when. What such a version sent again
 *  after a restore has lost even that. */
export function asSent({ change, savedAtMs }: Pick<OutboxRow, 'change' | 'savedAtMs'>): Change {
	if (change.made || change.again !== undefined) return change;
	return { ...change, made: { at: savedAtMs, after: 0 } };
}
