import { addDigest, digestOfRecords } from '#lib/domain/changes/digest.ts';
import type { DeviceTransaction } from '../store/device-store.ts';
import { sendAllAgain } from './change-epoch.ts';
import { readServerCopies, type ServerCopies } from './take-records.ts';
import { unstoredShare } from './unstored-rows.ts';

/** How many records a unit has, and the sum of their digests. */
export type UnitDigest = readonly [count: number, sum: number];

const RECOUNTED_EVERY_MS = 86_400_000;

/** Counts a unit's records once a day and compares with what the server counted at `end`. Where they differ, one of the two
 *  has lost something: what was sent of the unit goes up again and its snapshot comes down again. Says whether they differ. */
export async function checkDigest(
	tx: DeviceTransaction,
	unitId: string,
	told: {
		digest: UnitDigest;
		end: number;
		personId: string;
		nowMs: number;
		/** When they have just been read for something else. */
		copies?: ServerCopies | undefined;
	}
): Promise<boolean> {
	const checked = (await tx.meta('digestsCheckedAtMs')) ?? {};
	const sinceMs = told.nowMs - (checked[unitId] ?? 0);
	if (sinceMs >= 0 && sinceMs < RECOUNTED_EVERY_MS) return false;

	const { plain, shadows } = told.copies ?? (await readServerCopies(tx, unitId));
	const unstored = await unstoredShare(tx, unitId);
	// An older copy of what could not be stored counts as that.
	const copies = [...plain, ...shadows].filter((copy) => copy.seq > 0 && !unstored.has(copy));
	const isAhead = copies.some(({ seq }) => seq > told.end);
	// The server's count is of an earlier moment than these copies: it is asked another time.
	const underWay = (await tx.meta('underWay')) ?? [];
	if (isAhead || underWay.some(({ heads }) => heads[unitId] !== undefined)) return false;

	await tx.putMeta('digestsCheckedAtMs', { ...checked, [unitId]: told.nowMs });
	const [count, sum] = told.digest;
	const counted = addDigest(digestOfRecords(copies), unstored.sum);
	if (copies.length + unstored.count === count && counted === sum) return false;

	await sendAllAgain(tx, told.personId, ({ change }) => change.unitId === unitId);
	return true;
}
