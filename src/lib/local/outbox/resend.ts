import type { RegisterValue } from '#lib/domain/changes/change.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { AttentionItem } from '../store/device-store.ts';
import { saveEdits, type SaveContext } from './save-edits.ts';

/** What the item's changes come to: of a register written twice, the later value. */
export function valuesOfItem({ changes }: Pick<AttentionItem, 'changes'>): { [register: string]: RegisterValue } {
	return Object.fromEntries(
		changes.flatMap(({ set }) => Object.entries(set).map(([register, { value }]) => [register, value]))
	);
}

/** Makes a new change with the item's values, built on what stands now; the item is marked as replaced in the same go. */
export async function resendItem(context: SaveContext, db: DeviceDatabase, attentionId: string): Promise<void> {
	const item = await db.attention.get(attentionId);
	if (!item || item.replacedBy !== undefined) return;
	const { unitId, kind, recordId } = item;

	await saveEdits(context, [{ unitId, kind, recordId, set: valuesOfItem(item) }], { attentionId });
}
