import { addDigest, recordDigest } from '#lib/domain/changes/digest.ts';
import { recordKeyText } from '#lib/domain/changes/change.ts';
import { keyOf, type Cursor, type DeviceTransaction, type StoredRecord } from '../store/device-store.ts';
import { sendAllAgain } from './change-epoch.ts';

/** How many records a unit has, and the sum of their digests. */
export type UnitDigest = readonly [count: number, sum: number];

const RECOUNTED_EVERY_MS = 86_400_000;

/** Counts a unit's records once a day and compares with what the server counted at `end`. Where they differ, one of the two
 *  has lost something: what was sent of the unit goes up again and its snapshot comes down again. Says whether they differ. */
export async function checkDigest(
	tx: DeviceTransaction,
	unitId: string,
	told: { digest: UnitDigest; end: number; nowMs: number }
): Promise<boolean> {
	const checked = (await tx.meta('digestsCheckedAtMs')) ?? {};
	const sinceMs = told.nowMs - (checked[unitId] ?? 0);
	if (sinceMs >= 0 && sinceMs < RECOUNTED_EVERY_MS) return false;

	const copies = await serverCopies(tx, unitId);
	const isAhead = copies.some(({ seq }) => seq > told.end);
	const isUnderWay = (await tx.outbox()).some((row) => row.unitId === unitId && row.state === 'acked');
	// The server's count is of an earlier moment than these copies: it is asked another time.
	if (isAhead || isUnderWay) return false;

	await tx.putMeta('digestsCheckedAtMs', { ...checked, [unitId]: told.nowMs });
	const [count, sum] = [copies.length, copies.map(recordDigest).reduce(addDigest, 0)];
	if (count === told.digest[0] && sum === told.digest[1]) return false;

	await sendAllAgain(
		tx,
		(await tx.sent()).filter(({ change }) => change.unitId === unitId)
	);
	return true;
}

/** The cursor with which the unit is asked for whole; generations go on counting. */
export const withoutTrust = (cursor: Cursor): Cursor => ({ ...cursor, perm: '', seq: 0 });

/** What the device has of the server's records, without what is laid over. */
async function serverCopies(tx: DeviceTransaction, unitId: string): Promise<StoredRecord[]> {
	const shadows = await tx.shadowsOfUnit(unitId);
	const shadowed = new Set(shadows.map((shadow) => recordKeyText(keyOf(shadow))));
	const plain = (await tx.recordsOfUnit(unitId)).filter((record) => !shadowed.has(recordKeyText(keyOf(record))));

	return [...plain, ...shadows].filter(({ seq }) => seq > 0);
}
