import { bodyOf, type Change } from '#lib/domain/changes/change.ts';
import { readChange, type Receipt } from '#lib/domain/changes/push.ts';
import type { Acceptance } from './accept-change.ts';
import type { PushGround } from './push-ground.ts';
import type { Seal } from './seal.ts';
import type { LoggedChange } from './unit-log.ts';

type Proven = Pick<Acceptance, 'officer' | 'epoch'>;

/** A change as it is to be taken. The stamp that it says it had before a restore stays with it only if a database before this
 *  one gave it, and nothing in the change is another than then; else the change is one like any other. */
export function asProven(seal: Seal, change: Change, { officer, epoch }: Proven): Change {
	if (proofIn(seal, change, { officer, epoch }) === 'other-epoch') return change;

	return { ...bodyOf(change), ...(change.made && { made: change.made }) };
}

/** Whether the database lacks what it gave a stamp to itself: then it is an older copy of itself, and nobody has said so. */
export async function hasForgotten(
	{ store, seal }: Pick<PushGround, 'store' | 'seal'>,
	raw: readonly unknown[],
	{ officer, epoch }: Proven
): Promise<boolean> {
	const given = raw.flatMap((one) => {
		if (typeof one !== 'object' || one === null || !('again' in one)) return [];
		const read = readChange(one);
		return read.ok && proofIn(seal, read.value, { officer, epoch }) === 'this-epoch' ? [read.value.id] : [];
	});
	if (given.length === 0) return false;

	const known = new Set((await store.receiptsOf(officer, given)).map(({ id }) => id));
	return given.some((id) => !known.has(id));
}

/** The receipt with the server's proof of what it says. */
export function sealed(seal: Seal, epoch: string, { change, personId, receipt }: Omit<LoggedChange, 'stamp'>): Receipt {
	if (receipt.r !== 'ok') return receipt;
	const { seq, stamp } = receipt;
	return {
		...receipt,
		proof: seal.proofOf({ change, personId, stamp }, epoch),
		mark: seal.markOf({ epoch, unitId: change.unitId, seq }, change.id)
	};
}

function proofIn(seal: Seal, change: Change, { officer, epoch }: Proven) {
	const { again, proof } = change;
	if (again === undefined || proof === undefined) return undefined;
	return seal.readProof({ change, personId: officer.id, stamp: again, proof }, epoch);
}
