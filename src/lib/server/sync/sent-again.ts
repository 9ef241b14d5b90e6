import { bodyOf, type Change } from '#lib/domain/changes/change.ts';
import { readChange, type Receipt } from '#lib/domain/changes/push.ts';
import type { Acceptance } from './accept-change.ts';
import type { PushGround } from './push-ground.ts';
import type { Seal } from './seal.ts';
import type { LoggedChange } from './unit-log.ts';

type Proven = Pick<Acceptance, 'officer' | 'epoch'>;

/** The change as the server may believe it. It keeps `again`, its stamp from before a restore, only if its proof shows that the
 *  database of an earlier epoch gave this stamp to this very change. Otherwise it is a change like any other. */
export function asProven(seal: Seal, change: Change, { officer, epoch }: Proven): Change {
	if (proofIn(seal, change, { officer, epoch }) === 'other-epoch') return change;

	return { ...bodyOf(change), ...(change.made && { made: change.made }) };
}

/** Whether the database lacks a change to which it gave a stamp in this epoch. Then somebody put back an older copy of the
 *  database without `admin restored`. */
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

/** The receipt with the server's proof and mark, when the change was accepted. */
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
