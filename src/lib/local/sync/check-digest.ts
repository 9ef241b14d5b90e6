import { digestOfRecords } from '#lib/domain/changes/digest.ts';
import type { DeviceTransaction } from '../store/device-store.ts';
import { sendAllAgain } from './change-epoch.ts';
import { serverCopies } from './take-records.ts';

/** How many records a unit has, and the sum of their digests. */
export type UnitDigest = readonly [count: number, sum: number];

/** Units with changes that the server has and whose records have not come down yet. The outbox may be long: it is read once
 *  for all units of an answer, and only if one of them is counted. */
export function readUnitsUnderWay(tx: Pick<DeviceTransaction, 'outbox'>): () => Promise<ReadonlySet<string>> {
	let units: Promise<ReadonlySet<string>> | undefined;
	const read = async () => {
		const acked = (await tx.outbox()).filter(({ state }) => state === 'acked');
		return new Set(acked.map(({ unitId }) => unitId));
	};

	return () => (units ??= read());
}

const RECOUNTED_EVERY_MS = 86_400_000;

/** Counts a unit's records once a day and compares with what the server counted at `end`. Where they differ, one of the two
 *  has lost something: what was sent of the unit goes up again and its snapshot comes down again. Says whether they differ. */
export async function checkDigest(
	tx: DeviceTransaction,
	unitId: string,
	told: { digest: UnitDigest; end: number; nowMs: number; unitsUnderWay: () => Promise<ReadonlySet<string>> }
): Promise<boolean> {
	const checked = (await tx.meta('digestsCheckedAtMs')) ?? {};
	const sinceMs = told.nowMs - (checked[unitId] ?? 0);
	if (sinceMs >= 0 && sinceMs < RECOUNTED_EVERY_MS) return false;

	const { plain, shadows } = await serverCopies(tx, unitId);
	const copies = [...plain, ...shadows].filter(({ seq }) => seq > 0);
	const isAhead = copies.some(({ seq }) => seq > told.end);
	// The server's count is of an earlier moment than these copies: it is asked another time.
	if (isAhead || (await told.unitsUnderWay()).has(unitId)) return false;

	await tx.putMeta('digestsCheckedAtMs', { ...checked, [unitId]: told.nowMs });
	const [count, sum] = told.digest;
	if (copies.length === count && digestOfRecords(copies) === sum) return false;

	await sendAllAgain(
		tx,
		(await tx.sent()).filter(({ change }) => change.unitId === unitId)
	);
	return true;
}
