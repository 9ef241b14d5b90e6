import type { Change, RegisterValue } from '#lib/domain/changes/change.ts';
import type { Seen } from '#lib/domain/records/record-edit.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { AttentionItem } from '../store/device-store.ts';
import { saveEdits, type SaveContext } from './save-edits.ts';

/** What the item's changes come to: of a register written twice, the later value. */
export function valuesOfItem({ changes }: { changes: readonly Change[] }): { [register: string]: RegisterValue } {
	return Object.fromEntries(
		changes.flatMap(({ set }) => Object.entries(set).map(([register, { value }]) => [register, value]))
	);
}

/** What the item's author was looking at: of a register written twice, before the first time. */
export function seenOfItem({ changes }: Pick<AttentionItem, 'changes'>): Seen {
	return Object.fromEntries(
		changes.toReversed().flatMap(({ set }) => Object.entries(set).map(([register, { prev }]) => [register, prev]))
	);
}

/** Makes a new change with the item's values, built on what its author saw then: what others wrote meanwhile is a rival that
 *  nobody has looked at. The item is marked as replaced in the same go. */
export async function resendItem(context: SaveContext, db: DeviceDatabase, attentionId: string): Promise<void> {
	const item = await db.attention.get(attentionId);
	if (!item || item.replacedBy !== undefined) return;
	const { unitId, kind, recordId } = item;

	const edit = { unitId, kind, recordId, set: valuesOfItem(item), seen: seenOfItem(item) };
	await saveEdits(context, [edit], { attentionId });
}
