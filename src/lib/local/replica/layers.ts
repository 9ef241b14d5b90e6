import { recordKeyText, type Change, type RecordKey, type SyncRecord } from '#lib/domain/changes/change.ts';
import { layOver } from '#lib/domain/changes/overlay.ts';
import {
	emptyBase,
	isEmptyBase,
	isOnlyHere,
	keyOf,
	type DeviceTransaction,
	type OutboxRow,
	type SentChange,
	type StoredRecord
} from '../store/device-store.ts';
import { readUnderWay, unitsOf } from './under-way.ts';

/** What a record is made of on the device: the server's copy, and the changes that are laid over it. */
export interface Layers {
	readonly key: RecordKey;
	/** The shadow, or an empty base for it; none when the record is the server's copy itself. */
	base: StoredRecord | undefined;
	/** The shadow that is stored: an empty base is not. */
	readonly shadow: StoredRecord | undefined;
	/** Accepted, but later than the base. */
	readonly accepted: readonly SentChange[];
	/** In the order the changes were made. */
	rows: OutboxRow[];
}

/** The layers of each record named, once, by its key text. */
export async function readLayers(tx: DeviceTransaction, keys: readonly RecordKey[]): Promise<Map<string, Layers>> {
	const unique = [...new Map(keys.map((key) => [recordKeyText(key), key])).entries()];
	const named = unique.map(([, key]) => key);
	const [records, shadows, rows] = await Promise.all([tx.records(named), tx.shadows(named), tx.outboxOf(named)]);
	const underWay = await readUnderWay(tx, unitsOf(named));

	return new Map(
		unique.map(([text, { unitId, kind, recordId }], index) => {
			const key = { unitId, kind, recordId };
			const [record, shadow] = [records[index], shadows[index]];
			// What is shown of a record has the seq of the server's copy under it.
			const isLater = ({ seq }: SentChange) => seq > (record?.seq ?? 0);
			const accepted = (underWay.get(text) ?? []).filter(isLater);
			const isPlain = record && !isOnlyHere(record) && accepted.length === 0 && rows[index]!.length === 0;
			const base = shadow ?? (isPlain ? undefined : emptyBase(key));
			return [text, { key, base, shadow, accepted, rows: rows[index]! }];
		})
	);
}

/** Those that nothing is laid over: they are the server's copy, and become the shadow under the next change. */
export const plainOnes = (
	records: readonly (StoredRecord | undefined)[],
	shadows: readonly (StoredRecord | undefined)[]
): StoredRecord[] =>
	records.flatMap((record, index) => (record && !shadows[index] && !isOnlyHere(record) ? record : []));

/** After bases, outbox rows or what is under way have changed: each record is its base with the rest laid over. */
export async function rebuild(tx: DeviceTransaction, keys: readonly RecordKey[], personId: string): Promise<void> {
	const layers = await readLayers(tx, keys);
	await storeLayers(tx, [...layers.values()], personId);
}

/** Writes records, and the shadows under them, from their layers. */
export async function storeLayers(tx: DeviceTransaction, layers: readonly Layers[], personId: string): Promise<void> {
	const views = layers.flatMap((layer) => viewOf(layer, personId));
	const shadows = views.flatMap(({ shadow }) => shadow ?? []);

	await tx.putShadows(shadows);
	await tx.deleteShadows(views.flatMap(({ key, shadow, hadShadow }) => (hadShadow && !shadow ? key : [])));
	await tx.deleteRecords(views.flatMap(({ key, record }) => (record ? [] : key)));
	await tx.putRecords(views.flatMap(({ record }) => record ?? []));
}

/** A row of the server that cannot be stored takes with it what was laid over its record up to then: that becomes part of the
 *  older copy, so that a person goes on seeing what they wrote. */
export async function keepOlderCopy(
	tx: DeviceTransaction,
	row: SyncRecord,
	{ generation, personId }: { generation: number; personId: string }
): Promise<void> {
	const key = keyOf(row);
	const [record] = await tx.records([key]);
	const layers = (await readLayers(tx, [key])).get(recordKeyText(key))!;
	const base = layers.base ?? record;
	const own = layers.accepted.filter(({ seq }) => seq <= row.seq);
	if (!base || (own.length === 0 && base.seq === 0)) return;

	await storeLayers(
		tx,
		[{ ...layers, base: olderCopy(base, own, { seq: row.seq, generation, personId }) }],
		personId
	);
}

/** With the seq of the row that could not be stored it counts as come down, like any other copy. */
export function olderCopy(
	base: StoredRecord,
	own: readonly Pick<SentChange, 'change' | 'lost'>[],
	{ seq, generation, personId }: { seq: number; generation: number; personId: string }
): StoredRecord {
	const changes = own.map((over) => visiblePart(over, base));
	const laid = layOver(isEmptyBase(base) ? undefined : base, changes, personId) ?? base;

	return { ...laid, seq, generation };
}

/** What is to be stored of a record; no `record` when neither server nor device has any of it. */
interface View {
	key: RecordKey;
	record: StoredRecord | undefined;
	shadow: StoredRecord | undefined;
	hadShadow: boolean;
}

function viewOf({ key, base, shadow: stored, accepted, rows }: Layers, personId: string): View[] {
	if (!base) return [];

	const isEmpty = isEmptyBase(base);
	const left = [...accepted.filter(({ seq }) => seq > base.seq), ...rows];
	const hadShadow = stored !== undefined;
	if (left.length === 0) return [{ key, record: isEmpty ? undefined : base, shadow: undefined, hadShadow }];

	const laid = layOver(
		isEmpty ? undefined : base,
		left.map((over) => visiblePart(over, base)),
		personId
	);
	const record = { ...(laid ?? emptyBase(key)), generation: base.generation };
	return [{ key, record, shadow: isEmpty ? undefined : base, hadShadow }];
}

/** What an accepted change lost, and what is sent again after a restore and has been overtaken, is not laid over. */
function visiblePart({ change, lost }: Pick<SentChange, 'change' | 'lost'>, base: StoredRecord): Change {
	const set = Object.entries(change.set).filter(
		([register]) =>
			!lost?.includes(register) &&
			!(change.again !== undefined && (base.registers[register]?.stamp ?? '') > change.again)
	);
	return { ...change, set: Object.fromEntries(set) };
}
