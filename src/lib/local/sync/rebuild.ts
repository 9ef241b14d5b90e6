import { recordKeyText, type Change, type RecordKey } from '#lib/domain/changes/change.ts';
import { layOver } from '#lib/domain/changes/overlay.ts';
import {
	emptyBase,
	type DeviceTransaction,
	type OutboxRow,
	type SentRow,
	type StoredRecord
} from '../store/device-store.ts';

/** After bases or outbox rows have changed: what is settled leaves for `sent`, and each record is its base with the rest
 *  laid over. `bases` are the shadows as they are now, by key text. */
export async function rebuild(tx: DeviceTransaction, keys: readonly RecordKey[], personId: string): Promise<void> {
	const unique = [...new Map(keys.map((key) => [recordKeyText(key), key])).values()];
	const shadows = await tx.shadows(unique);

	for (const [index, key] of unique.entries()) {
		const base = shadows[index];
		if (!base) continue;
		const rows = await tx.outboxOf(key);
		const settled = rows.filter(({ state, seq }) => state === 'acked' && seq !== undefined && base.seq >= seq);
		const left = rows.filter((row) => !settled.includes(row));

		await tx.putSent(settled.map((row) => sentRow(row)));
		await tx.deleteOutbox(settled.map(({ order }) => order));
		await putView(tx, key, base, left, personId);
	}
}

/** What is kept of an accepted change, so that a restored server can be given it again. */
export function sentRow({ id, order, change, seq, stamp, ackedAtMs }: OutboxRow): SentRow {
	if (seq === undefined || stamp === undefined || ackedAtMs === undefined) {
		throw new Error('a change that was sent has its receipt');
	}
	return { id, order, change, seq, stamp, sentAtMs: ackedAtMs };
}

async function putView(
	tx: DeviceTransaction,
	key: RecordKey,
	base: StoredRecord,
	rows: readonly OutboxRow[],
	personId: string
): Promise<void> {
	const isEmpty = base.seq === 0 && Object.keys(base.registers).length === 0;
	if (rows.length === 0) {
		await tx.deleteShadows([key]);
		await (isEmpty ? tx.deleteRecords([key]) : tx.putRecords([base]));
		return;
	}
	const laid = layOver(
		isEmpty ? undefined : base,
		rows.map((row) => visiblePart(row, base)),
		personId
	);
	await tx.putRecords([{ ...(laid ?? emptyBase(key)), generation: base.generation }]);
}

/** What an acknowledged change lost, and what is sent again after a restore and has been overtaken, is not laid over. */
function visiblePart({ change, lost }: OutboxRow, base: StoredRecord): Change {
	const set = Object.entries(change.set).filter(
		([register]) =>
			!lost?.includes(register) &&
			!(change.again !== undefined && (base.registers[register]?.stamp ?? '') > change.again)
	);
	return { ...change, set: Object.fromEntries(set) };
}
