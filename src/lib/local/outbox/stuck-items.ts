import { recordKeyText, type Change, type RecordKey } from '#lib/domain/changes/change.ts';
import { itemKeys } from '#lib/domain/photos/item-keys.ts';
import type { OutboxRow } from '../store/device-store.ts';

/** A held change is shown as a problem only after a day. */
const HELD_SHOWN_MS = 24 * 3_600_000;

/** What of one item does not get through by itself, and needs a person. */
export interface StuckItem extends RecordKey {
	/** Of the item, as text. */
	key: string;
	/** Id of the first of its changes. */
	id: string;
	/** Those that do not get through. */
	changes: Change[];
	/** `aside`, or why the server puts it off. */
	code: string;
	/** How many later changes wait behind them. */
	behind: number;
}

const isStuck = ({ state, heldSinceMs }: OutboxRow, nowMs: number): boolean =>
	state === 'aside' || nowMs - (heldSinceMs ?? nowMs) > HELD_SHOWN_MS;

/** `rows` in the order in which they were made. Items are what people count: a photo belongs to what it was taken of. */
export function stuckItems(rows: readonly OutboxRow[], nowMs: number): StuckItem[] {
	const items = new Map<string, StuckItem>();
	const stuckIn = new Map<string, StuckItem>();
	const keys = itemKeys(rows.map(({ change }) => change));

	for (const [index, row] of rows.entries()) {
		const record = recordKeyText(row);
		const before = stuckIn.get(record);
		if (!isStuck(row, nowMs)) {
			if (before) before.behind += 1;
			continue;
		}
		const key = recordKeyText(keys[index]!);
		const code = row.state === 'aside' ? 'aside' : (row.code ?? 'held');
		const item = items.get(key) ?? { ...keys[index]!, key, id: row.id, changes: [], code, behind: 0 };
		item.changes.push(row.change);
		items.set(key, item);
		stuckIn.set(record, item);
	}
	return [...items.values()];
}
