import type { Cursors } from '#lib/domain/changes/pull.ts';
import type { Marks } from '#lib/domain/changes/push.ts';
import type { Seal } from './seal.ts';
import type { Snapshot } from './server-store.ts';

interface Marked {
	epoch: string;
	changeAt: Snapshot['changeAt'];
	seal: Seal;
}

/** Whether a unit's log lacks a change that the server has named in a mark. Then somebody put back an older copy of the
 *  database without `admin restored`. A mark that the server did not sign proves nothing. */
export async function lacksMarked({ epoch, changeAt, seal }: Marked, marks: Marks): Promise<boolean> {
	for (const [unitId, [seq, mark]] of Object.entries(marks)) {
		const place = { epoch, unitId, seq };
		if (!seal.isMark(place, mark)) continue;

		const changeId = await changeAt(unitId, seq);
		if (changeId === undefined || seal.markOf(place, changeId) !== mark) return true;
	}
	return false;
}

/** A mark for each unit at the place up to which the device has it after this answer; none where its own mark is as far. */
export async function marksOf({ epoch, changeAt, seal }: Marked, ends: Cursors, known: Marks): Promise<Marks> {
	const marks: Marks = {};
	for (const [unitId, [, seq]] of Object.entries(ends)) {
		if ((known[unitId]?.[0] ?? 0) >= seq) continue;
		const changeId = await changeAt(unitId, seq);
		if (changeId !== undefined) marks[unitId] = [seq, seal.markOf({ epoch, unitId, seq }, changeId)];
	}
	return marks;
}
