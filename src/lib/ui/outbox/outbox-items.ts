import { recordKeyText, type Change, type RegisterValue } from '#lib/domain/changes/change.ts';

interface WaitingChange {
	change: Change;
	savedAtMs: number;
	state: string;
	code?: string;
}

/** One record with what of it waits: what people call "mục". */
export interface WaitingItem {
	key: string;
	unitId: string;
	kind: string;
	recordId: string;
	values: { [register: string]: RegisterValue };
	/** When it was last written. */
	savedAtMs: number;
	state: string;
	code: string | undefined;
}

/** `known` gives what the device holds of a record, so that an item whose change sets one register can still be named. */
export function itemsOf(
	rows: readonly WaitingChange[],
	known: (change: Change) => { [register: string]: RegisterValue }
): WaitingItem[] {
	const items = new Map<string, WaitingItem>();
	for (const { change, savedAtMs, state, code } of rows) {
		const key = recordKeyText(change);
		const { unitId, kind, recordId } = change;
		const item = items.get(key) ?? {
			key,
			unitId,
			kind,
			recordId,
			values: known(change),
			savedAtMs,
			state: 'new',
			code: undefined
		};
		const isHeld = state === 'held' || state === 'aside';
		items.set(key, { ...item, savedAtMs, ...(isHeld && { state, code }) });
	}
	return [...items.values()];
}
