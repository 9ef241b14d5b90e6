import type { Cursors, Marks } from '#lib/domain/changes/pull.ts';
import type { Seal } from './seal.ts';
import type { Snapshot, UnitState } from './server-store.ts';

interface Marked {
	snapshot: Snapshot;
	seal: Seal;
}

/** Whether a unit's log lacks a change that the server once named in it: then the database is an older copy of itself, and
 *  nobody has said so. What the server did not sign says nothing. */
export async function lacksMarked(
	{ snapshot, seal }: Marked,
	units: readonly UnitState[],
	marks: Marks
): Promise<boolean> {
	const { epoch } = snapshot;
	for (const { unit, head } of units) {
		const [seq, mark] = marks[unit.id] ?? [];
		if (seq === undefined || mark === undefined) continue;
		const place = { epoch, unitId: unit.id, seq };
		if (!seal.isMark(place, mark)) continue;

		const changeId = seq <= head ? await snapshot.changeAt(unit.id, seq) : undefined;
		if (changeId === undefined || seal.markOf(place, changeId) !== mark) return true;
	}
	return false;
}

/** The marks of what the device has with this answer, where it has none yet. */
export async function marksOf({ snapshot, seal }: Marked, ends: Cursors, known: Marks): Promise<Marks> {
	const marks: Marks = {};
	for (const [unitId, [, seq]] of Object.entries(ends)) {
		if (seq === 0 || (known[unitId]?.[0] ?? 0) >= seq) continue;
		const changeId = await snapshot.changeAt(unitId, seq);
		if (changeId !== undefined)
			marks[unitId] = [seq, seal.markOf({ epoch: snapshot.epoch, unitId, seq }, changeId)];
	}
	return marks;
}
