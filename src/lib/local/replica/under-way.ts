import { recordKeyText, type RecordKey } from '#lib/domain/changes/change.ts';
import type { DeviceTransaction, Meta, OutboxRow, SentBatch, SentChange } from '../store/device-store.ts';

/** By unit id. */
type Seqs = Readonly<{ [unitId: string]: number }>;

export interface Receipt {
	seq: number;
	stamp: string;
	proof?: string | undefined;
	lost?: string[] | undefined;
}

/** Moves accepted changes out of the outbox, as one batch. They stay laid over their records until those have come down: which
 *  batches may hold such, and up to which seq, is kept beside. What lies up to `passed` has come down already. */
export async function keepAccepted(
	tx: DeviceTransaction,
	accepted: readonly { row: OutboxRow; receipt: Receipt }[],
	{ sentAtMs, passed }: { sentAtMs: number; passed(unitId: string): number }
): Promise<void> {
	const changes = accepted.map(({ row: { id, order, change }, receipt }): SentChange => {
		const { seq, stamp, proof, lost } = receipt;
		return { id, order, change, seq, stamp, ...(proof !== undefined && { proof }), ...(lost && { lost }) };
	});
	if (changes.length === 0) return;

	const batch: SentBatch = { id: changes[0]!.id, sentAtMs, changes };
	await tx.deleteOutbox(changes.map(({ order }) => order));
	await tx.putSent(batch);
	const heads: { [unitId: string]: number } = {};
	for (const { seq, change } of changes) {
		if (seq > passed(change.unitId)) heads[change.unitId] = Math.max(seq, heads[change.unitId] ?? 0);
	}
	if (Object.keys(heads).length > 0) {
		await tx.putMeta('underWay', [...((await tx.meta('underWay')) ?? []), { batch: batch.id, heads }]);
	}
}

/** Accepted changes of these units whose records may not have come down yet, by the text of the record's key. `beyond` leaves
 *  out batches of which nothing is later than that. */
export async function readUnderWay(
	tx: DeviceTransaction,
	units: ReadonlySet<string>,
	beyond: Seqs = {}
): Promise<ReadonlyMap<string, SentChange[]>> {
	const isWanted = ([unitId, head]: [string, number]) => units.has(unitId) && head > (beyond[unitId] ?? 0);
	const wanted = ((await tx.meta('underWay')) ?? []).filter(({ heads }) => Object.entries(heads).some(isWanted));
	if (wanted.length === 0) return new Map();

	const batches = await tx.sentBatches(wanted.map(({ batch }) => batch));
	const changes = batches.flatMap((batch, index) =>
		(batch?.changes ?? []).filter(({ change: { unitId } }) => {
			const head = wanted[index]!.heads[unitId];
			return head !== undefined && isWanted([unitId, head]);
		})
	);
	return Map.groupBy(changes, ({ change }) => recordKeyText(change));
}

export const unitsOf = (keys: readonly Pick<RecordKey, 'unitId'>[]): ReadonlySet<string> =>
	new Set(keys.map(({ unitId }) => unitId));

/** The records of a unit have come down up to a seq: nothing before it is laid over them any more. */
export async function endUnderWay(tx: DeviceTransaction, unitId: string, seq = Infinity): Promise<void> {
	const underWay = (await tx.meta('underWay')) ?? [];
	if (!underWay.some(({ heads }) => (heads[unitId] ?? Infinity) <= seq)) return;

	const left = underWay.map(({ batch, heads }) => ({
		batch,
		heads: Object.fromEntries(Object.entries(heads).filter(([id, head]) => id !== unitId || head > seq))
	}));
	await tx.putMeta('underWay', keepOpen(left));
}

/** A batch of which some changes have gone goes on under the id of the first that is left. */
export async function renameUnderWay(tx: DeviceTransaction, from: string, to: string | undefined): Promise<void> {
	const underWay = (await tx.meta('underWay')) ?? [];
	if (!underWay.some(({ batch }) => batch === from)) return;

	// In their order: it is the one in which their changes lie over a record.
	const renamed = underWay.flatMap((it) => (it.batch !== from ? it : to === undefined ? [] : { ...it, batch: to }));
	await tx.putMeta('underWay', renamed);
}

const keepOpen = (underWay: Meta['underWay']): Meta['underWay'] =>
	underWay.filter(({ heads }) => Object.keys(heads).length > 0);
