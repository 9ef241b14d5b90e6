import { recordKeyText, type Change, type RecordKey } from '../changes/change.ts';
import { wholesOf } from '../records/wholes.ts';

/** The record that each change is counted under, as people count: a visit with all that was found and noted in it, a photo
 *  with what it was taken of. */
export function itemKeys(changes: readonly Change[]): RecordKey[] {
	const owners = new Map<string, RecordKey>();
	for (const change of changes) {
		const owner = ownerOf(change);
		// An appraisal is a record of its own, of which only the day of the visit belongs to the visit.
		if (owner && change.kind !== 'appraisal') owners.set(recordKeyText(change), owner);
	}
	return changes.map((change) => rootOf((change.kind === 'appraisal' && ownerOf(change)) || keyOf(change), owners));
}

const keyOf = ({ unitId, kind, recordId }: RecordKey): RecordKey => ({ unitId, kind, recordId });

function ownerOf(change: Change): RecordKey | undefined {
	const visit = change.kind === 'appraisal' ? change.set['inspected']?.value?.['visitId'] : undefined;
	const [whole] = typeof visit === 'string' ? [{ kind: 'visit', id: visit }] : wholesOf(change, undefined);

	return whole && { unitId: change.unitId, kind: whole.kind, recordId: whole.id };
}

const DEEPEST = 3; // a photo of a remark of a visit; whoever sends a circle is not followed round it

function rootOf(key: RecordKey, owners: ReadonlyMap<string, RecordKey>): RecordKey {
	let root = key;
	for (let depth = 0; depth < DEEPEST; depth++) root = owners.get(recordKeyText(root)) ?? root;

	return root;
}
