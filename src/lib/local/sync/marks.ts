import type { Mark, Marks } from '#lib/domain/changes/push.ts';
import type { Cursor, DeviceTransaction } from '../store/device-store.ts';

/** Keeps of each unit the mark that lies farthest in its log. */
export async function noteMarks(tx: DeviceTransaction, told: readonly (readonly [string, Mark])[]): Promise<void> {
	if (told.length === 0) return;
	const marks: Marks = { ...(await tx.meta('marks')) };
	for (const [unitId, mark] of told) if (mark[0] >= (marks[unitId]?.[0] ?? 0)) marks[unitId] = mark;
	await tx.putMeta('marks', marks);
}

/** Whether the server has named more of a unit's log than has come down: then more is expected than it would say by itself. */
export const isAnyAhead = (marks: Marks, cursors: { [unitId: string]: Cursor }): boolean =>
	Object.entries(cursors).some(([unitId, { seq }]) => (marks[unitId]?.[0] ?? 0) > seq);

/** Those of the units that the changes are about. */
export function marksAbout(marks: Marks, rows: readonly { unitId: string }[]): Marks {
	const units = new Set(rows.map(({ unitId }) => unitId));
	return Object.fromEntries(Object.entries(marks).filter(([unitId]) => units.has(unitId)));
}
