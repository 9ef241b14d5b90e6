import { recordKeyText, type Change, type RecordKey } from '#lib/domain/changes/change.ts';
import { layOver } from '#lib/domain/changes/overlay.ts';
import {
	emptyBase,
	isEmptyBase,
	type DeviceTransaction,
	type OutboxRow,
	type SentRow,
	type StoredRecord
} from '../store/device-store.ts';

/** What a record is made of on the device: the server's copy, and the changes that are laid over it. */
export interface Layers {
	readonly key: RecordKey;
	/** The shadow; none when nothing is laid over the record. */
	base: StoredRecord | undefined;
	/** In the order the changes were made. */
	rows: OutboxRow[];
}

/** The layers of each record named, once, by its key text. */
export async function readLayers(tx: DeviceTransaction, keys: readonly RecordKey[]): Promise<Map<string, Layers>> {
	const unique = [...new Map(keys.map((key) => [recordKeyText(key), key])).entries()];
	const named = unique.map(([, key]) => key);
	const [shadows, rows] = await Promise.all([tx.shadows(named), tx.outboxOf(named)]);

	return new Map(
		unique.map(([text, { unitId, kind, recordId }], index) => [
			text,
			{ key: { unitId, kind, recordId }, base: shadows[index], rows: rows[index]! }
		])
	);
}

/** After bases or outbox rows have changed: what is settled leaves for `sent`, and each record is its base with the rest
 *  laid over. */
export async function rebuild(tx: DeviceTransaction, keys: readonly RecordKey[], personId: string): Promise<void> {
	const layers = await readLayers(tx, keys);
	await storeLayers(tx, [...layers.values()], { personId });
}

/** Writes records from their layers. `changed` are rows and bases that differ from what is stored: those that stay are
 *  written too, and what would go again at once is never written. */
export async function storeLayers(
	tx: DeviceTransaction,
	layers: readonly Layers[],
	{ personId, changed = new Set() }: { personId: string; changed?: ReadonlySet<OutboxRow | StoredRecord> }
): Promise<void> {
	const views = layers.map((layer) => viewOf(layer, personId));
	const settled = views.flatMap((view) => view.settled);
	const bases = views.flatMap(({ base, left }) => (base && left.length > 0 ? base : []));

	await tx.putSent(settled.map((row) => sentRow(row)));
	await tx.deleteOutbox(settled.map(({ order }) => order));
	await tx.putOutbox(views.flatMap(({ left }) => left.filter((row) => changed.has(row))));
	await tx.putShadows(bases.filter((base) => changed.has(base)));
	const based = views.filter(({ base }) => base);
	await tx.deleteShadows(based.flatMap(({ key, left }) => (left.length === 0 ? key : [])));
	await tx.deleteRecords(based.flatMap(({ key, record }) => (record ? [] : key)));
	await tx.putRecords(based.flatMap(({ record }) => record ?? []));
}

/** What is kept of an accepted change, so that a restored server can be given it again. */
export function sentRow({ id, order, change, seq, stamp, ackedAtMs }: OutboxRow): SentRow {
	if (seq === undefined || stamp === undefined || ackedAtMs === undefined) {
		throw new Error('a change that was sent has its receipt');
	}
	return { id, order, change, seq, stamp, sentAtMs: ackedAtMs };
}

/** What is read of a record; nothing when neither server nor device has any of it. */
interface View extends Pick<Layers, 'key' | 'base'> {
	record: StoredRecord | undefined;
	/** Accepted, and part of the base. */
	settled: OutboxRow[];
	/** Still laid over the server's copy. */
	left: OutboxRow[];
}

function viewOf({ key, base, rows }: Layers, personId: string): View {
	if (!base) return { key, base, record: undefined, settled: [], left: rows };

	const isSettled = ({ state, seq }: OutboxRow) => state === 'acked' && seq !== undefined && base.seq >= seq;
	const left = rows.filter((row) => !isSettled(row));
	const isEmpty = isEmptyBase(base);
	const view = { key, base, settled: rows.filter(isSettled), left };
	if (left.length === 0) return { ...view, record: isEmpty ? undefined : base };

	const laid = layOver(
		isEmpty ? undefined : base,
		left.map((row) => visiblePart(row, base)),
		personId
	);
	return { ...view, record: { ...(laid ?? emptyBase(key)), generation: base.generation } };
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
