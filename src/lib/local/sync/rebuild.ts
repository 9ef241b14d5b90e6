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
	// Asked for together: one by one, the answers of a batch would be waited for hundreds of times.
	const [shadows, rowsByKey] = await Promise.all([
		tx.shadows(unique),
		Promise.all(unique.map((key) => tx.outboxOf(key)))
	]);
	const settled: OutboxRow[] = [];
	const views: View[] = [];

	for (const [index, key] of unique.entries()) {
		const base = shadows[index];
		if (!base) continue;
		const isSettled = ({ state, seq }: OutboxRow) => state === 'acked' && seq !== undefined && base.seq >= seq;
		settled.push(...rowsByKey[index]!.filter(isSettled));
		const left = rowsByKey[index]!.filter((row) => !isSettled(row));
		views.push(viewOf(key, base, left, personId));
	}

	await tx.putSent(settled.map((row) => sentRow(row)));
	await tx.deleteOutbox(settled.map(({ order }) => order));
	await tx.deleteShadows(views.flatMap(({ key, isShadowed }) => (isShadowed ? [] : [key])));
	await tx.deleteRecords(views.flatMap(({ key, record }) => (record ? [] : [key])));
	await tx.putRecords(views.flatMap(({ record }) => record ?? []));
}

/** What is kept of an accepted change, so that a restored server can be given it again. */
export function sentRow({ id, order, change, seq, stamp, ackedAtMs }: OutboxRow): SentRow {
	if (seq === undefined || stamp === undefined || ackedAtMs === undefined) {
		throw new Error('a change that was sent has its receipt');
	}
	return { id, order, change, seq, stamp, sentAtMs: ackedAtMs };
}

/** What is read of a record; nothing when neither server nor device has any of it. */
interface View {
	key: RecordKey;
	record: StoredRecord | undefined;
	/** Something is still laid over the server's copy. */
	isShadowed: boolean;
}

function viewOf(key: RecordKey, base: StoredRecord, rows: readonly OutboxRow[], personId: string): View {
	const isEmpty = base.seq === 0 && Object.keys(base.registers).length === 0;
	if (rows.length === 0) return { key, record: isEmpty ? undefined : base, isShadowed: false };

	const laid = layOver(
		isEmpty ? undefined : base,
		rows.map((row) => visiblePart(row, base)),
		personId
	);
	return { key, record: { ...(laid ?? emptyBase(key)), generation: base.generation }, isShadowed: true };
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
