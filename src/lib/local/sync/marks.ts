import type { Mark, Marks } from '#lib/domain/changes/push.ts';
import type { Cursor, DeviceTransaction } from '../store/device-store.ts';

/** Keeps the farthest mark of each unit: the one with the highest seq. */
export async function noteMarks(tx: DeviceTransaction, told: readonly (readonly [string, Mark])[]): Promise<void> {
	if (told.length === 0) return;
	const marks: Marks = { ...(await tx.meta('marks')) };
	for (const [unitId, mark] of told) if (mark[0] >= (marks[unitId]?.[0] ?? 0)) marks[unitId] = mark;
	await tx.putMeta('marks', marks);
}

/** Whether a mark lies beyond its unit's cursor: then the device sends cursors, and the server looks at the marks. */
export const isAnyAhead = (marks: Marks, cursors: { [unitId: string]: Cursor }): boolean =>
	Object.entries(cursors).some(([unitId, { seq }]) => (marks[unitId]?.[0] ?? 0) > seq);

/** The marks of the units to which the changes belong. */
export function marksAbout(marks: Marks, rows: readonly { unitId: string }[]): Marks {
	const units = new Set(rows.map(({ unitId }) => unitId));
	return Object.fromEntries(Object.entries(marks).filter(([unitId]) => units.has(unitId)));
}
