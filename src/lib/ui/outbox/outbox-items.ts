import { recordKeyText, type Change, type RecordKey, type RegisterValue } from '#lib/domain/changes/change.ts';
import { itemKeys } from '#lib/domain/photos/item-keys.ts';

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
	/** How many photos of it are among what waits. */
	photos: number;
	/** When it was last written. */
	savedAtMs: number;
	state: string;
	code: string | undefined;
}

/** `known` gives what the device holds of a record, so that an item whose change sets one register can still be named. */
export function itemsOf(
	rows: readonly WaitingChange[],
	known: (key: RecordKey) => { [register: string]: RegisterValue }
): WaitingItem[] {
	const items = new Map<string, WaitingItem>();
	const keys = itemKeys(rows.map(({ change }) => change));
	for (const [index, { change, savedAtMs, state, code }] of rows.entries()) {
		const record = keys[index]!;
		const key = recordKeyText(record);
		const item = items.get(key) ?? {
			key,
			...record,
			values: known(record),
			photos: 0,
			savedAtMs,
			state: 'new',
			code: undefined
		};
		const isHeld = state === 'held' || state === 'aside';
		const isPhoto = change.kind === 'photo' && change.set['file'] !== undefined;
		const photos = item.photos + (isPhoto ? 1 : 0);
		items.set(key, { ...item, savedAtMs, photos, ...(isHeld && { state, code }) });
	}
	return [...items.values()];
}
