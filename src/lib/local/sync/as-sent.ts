import type { Change } from '#lib/domain/changes/change.ts';
import type { OutboxRow } from '../store/device-store.ts';

/** A change as it travels. An earlier version of the program saved changes without `made`: the row's date is used. A change that
 *  is sent again after a restore is left as it is, since its row's date is not that of its saving. */
export function asSent({ change, savedAtMs }: Pick<OutboxRow, 'change' | 'savedAtMs'>): Change {
	if (change.made || change.again !== undefined) return change;
	return { ...change, made: { at: savedAtMs, after: 0 } };
}
