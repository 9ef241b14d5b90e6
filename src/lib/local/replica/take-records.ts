import { recordKeyText, type RecordKey, type SyncRecord } from '#lib/domain/changes/change.ts';
import { moveOn } from '#lib/domain/changes/clock.ts';
import { isOnlyHere, keyOf, replacesBase, type DeviceTransaction, type StoredRecord } from '../store/device-store.ts';
import { rebuild } from './layers.ts';
import { endUnderWay, readUnderWay, unitsOf } from './under-way.ts';
import { takeBack } from './unstored-rows.ts';

/** The answer that rows come in. */
interface Answer {
	/** Of each unit, the snapshot that its rows belong to. */
	generations: ReadonlyMap<string, number>;
	/** Of each unit, the server's last seq when it answered. */
	heads: Readonly<{ [unitId: string]: number }>;
	personId: string;
}

/** Stores rows of the server and the cursors they lead to. A row replaces the base unless its seq is lower; bases from an
 *  earlier database count as seq 0. */
export async function takeRecords(
	tx: DeviceTransaction,
	rows: readonly SyncRecord[],
	{ generations, heads, personId }: Answer
): Promise<void> {
	const cursors = { ...((await tx.meta('cursors')) ?? {}) };
	const wanted = rows.filter(
		({ unitId }) => cursors[unitId] && cursors[unitId].generation === generations.get(unitId)
	);
	const keys = wanted.map(keyOf);
	const [shadows, records] = await Promise.all([tx.shadows(keys), tx.records(keys)]);
	const changed = keys.filter((_, index) => shadows[index] || (records[index] && isOnlyHere(records[index])));
	const isLaidOver = await readLaidOver(tx, changed, heads);

	const plain = new Map<string, StoredRecord>();
	const shadowed = new Map<string, StoredRecord>();
	wanted.forEach((row, index) => {
		const { generation, sweeping } = cursors[row.unitId]!;
		const text = recordKeyText(keys[index]!);
		const shadow = shadows[index];
		const base = shadow ?? records[index];
		const isNews = !base || replacesBase(row, base);
		const stored: StoredRecord = isNews ? { ...row, generation } : { ...base, generation };
		if (isLaidOver(text, stored.seq)) {
			if (!shadow || !isSame(stored, shadow, sweeping)) shadowed.set(text, stored);
		} else if (!base || shadow || !isSame(stored, base, sweeping)) plain.set(text, stored);
		cursors[row.unitId] = { ...cursors[row.unitId]!, seq: Math.max(cursors[row.unitId]!.seq, row.seq) };
	});

	await tx.deleteShadows(keys.filter((key, index) => shadows[index] && plain.has(recordKeyText(key))));
	await tx.putRecords([...plain.values()]);
	await tx.putShadows([...shadowed.values()]);
	await rebuild(tx, [...shadowed.values()].map(keyOf), personId);
	await tx.putMeta('cursors', cursors);
	await takeBack(tx, wanted);
	await moveClock(tx, wanted);
}

/** Says by a record's key text whether a change is laid over the server's copy with that seq. */
async function readLaidOver(
	tx: DeviceTransaction,
	keys: readonly RecordKey[],
	heads: Answer['heads']
): Promise<(key: string, seq: number) => boolean> {
	const [rows, underWay] = await Promise.all([
		tx.outboxOf(keys),
		// What the server had accepted when it answered is part of its rows.
		readUnderWay(tx, unitsOf(keys), heads)
	]);
	const unsent = new Set(rows.flat().map(recordKeyText));

	return (key, base) => unsent.has(key) || (underWay.get(key) ?? []).some(({ seq }) => seq > base);
}

/** Which snapshot brought it is asked only at the end of one. */
const isSame = (a: StoredRecord, b: StoredRecord, sweeping: boolean): boolean =>
	a.seq === b.seq &&
	(!sweeping || a.generation === b.generation) &&
	JSON.stringify(a.registers) === JSON.stringify(b.registers);

/** What the device has of a unit's records on the server: as they are, or as shadows of those that something is laid over. */
export interface ServerCopies {
	plain: StoredRecord[];
	shadows: StoredRecord[];
}

/** The generation of a unit's first snapshot: nothing of the server's is older. */
export const FIRST_SNAPSHOT = 1;

/** The end of a snapshot: what it did not bring is no longer there, unless it came after. Answers what is left, where that had
 *  to be read. */
export async function sweep(
	tx: DeviceTransaction,
	unitId: string,
	{ generation, seq, personId }: { generation: number; seq: number; personId: string }
): Promise<ServerCopies | undefined> {
	const underWay = await readUnderWay(tx, new Set([unitId]));
	await endUnderWay(tx, unitId, seq);
	await rebuild(
		tx,
		[...underWay.values()].map(([first]) => first!.change),
		personId
	);
	if (generation === FIRST_SNAPSHOT) return undefined;

	const { plain, shadows } = await readServerCopies(tx, unitId);
	const isGone = (record: StoredRecord) => record.generation < generation && record.seq <= seq;
	const isLeft = (record: StoredRecord) => !isGone(record);
	const gone = shadows.filter(isGone).map(keyOf);
	await tx.deleteRecords(plain.filter(isGone).map(keyOf));
	await tx.deleteShadows(gone);
	await rebuild(tx, gone, personId);

	return { plain: plain.filter(isLeft), shadows: shadows.filter(isLeft) };
}

export async function readServerCopies(tx: DeviceTransaction, unitId: string): Promise<ServerCopies> {
	const [shadows, records] = await Promise.all([tx.shadowsOfUnit(unitId), tx.recordsOfUnit(unitId)]);
	const shadowed = new Set(shadows.map((shadow) => recordKeyText(keyOf(shadow))));
	const isPlain = (record: StoredRecord) => !isOnlyHere(record) && !shadowed.has(recordKeyText(keyOf(record)));

	return { plain: records.filter(isPlain), shadows };
}

/** The unit has been taken from this person: nothing of it stays, but what was not sent is kept for them to see. */
export async function dropUnit(tx: DeviceTransaction, unitId: string, nowMs: number): Promise<void> {
	const unsent = await tx.outboxOfUnit(unitId);
	for (const rows of Map.groupBy(unsent, recordKeyText).values()) {
		const { id, kind, recordId } = rows[0]!;
		await tx.putAttention({
			id,
			unitId,
			kind,
			recordId,
			changes: rows.map(({ change }) => change),
			code: 'scope-lost',
			message: '',
			atMs: nowMs
		});
	}
	await tx.deleteOutbox(unsent.map(({ order }) => order));
	await endUnderWay(tx, unitId);
	await tx.deleteRecords((await tx.recordsOfUnit(unitId)).map(keyOf));
	await tx.deleteShadows((await tx.shadowsOfUnit(unitId)).map(keyOf));
}

async function moveClock(tx: DeviceTransaction, rows: readonly SyncRecord[]): Promise<void> {
	const clock = await tx.meta('clock');
	const latest = rows
		.flatMap(({ registers }) => Object.values(registers).map(({ stamp }) => stamp))
		.reduce((a, b) => (b > a ? b : a), '');
	if (clock && latest !== '') await tx.putMeta('clock', { ...clock, hlc: moveOn(clock.hlc, latest) });
}
