import type { Cursors } from '#lib/domain/changes/pull.ts';
import type { Marks } from '#lib/domain/changes/push.ts';
import type { Seal } from './seal.ts';
import type { Snapshot } from './server-store.ts';

interface Marked {
	epoch: string;
	changeAt: Snapshot['changeAt'];
	seal: Seal;
}

/** Whether a unit's log lacks a change that the server once named in it: then the database is an older copy of itself, and
 *  nobody has said so. What the server did not sign says nothing. */
export async function lacksMarked({ epoch, changeAt, seal }: Marked, marks: Marks): Promise<boolean> {
	for (const [unitId, [seq, mark]] of Object.entries(marks)) {
		const place = { epoch, unitId, seq };
		if (!seal.isMark(place, mark)) continue;

		const changeId = await changeAt(unitId, seq);
		if (changeId === undefined || seal.markOf(place, changeId) !== mark) return true;
	}
	return false;
}

/** The marks of what the device has with this answer, where it has none yet. */
export async function marksOf({ epoch, changeAt, seal }: Marked, ends: Cursors, known: Marks): Promise<Marks> {
	const marks: Marks = {};
	for (const [unitId, [, seq]] of Object.entries(ends)) {
		if ((known[unitId]?.[0] ?? 0) >= seq) continue;
		const changeId = await changeAt(unitId, seq);
		if (changeId !== undefined) marks[unitId] = [seq, seal.markOf({ epoch, unitId, seq }, changeId)];
	}
	return marks;
}
