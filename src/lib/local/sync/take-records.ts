import { recordKeyText, type SyncRecord } from '#lib/domain/changes/change.ts';
import { moveOn } from '#lib/domain/changes/clock.ts';
import {
	isEmptyBase,
	keyOf,
	replacesBase,
	type DeviceTransaction,
	type OutboxRow,
	type StoredRecord
} from '../store/device-store.ts';
import { rebuild, sentRow } from './rebuild.ts';

/** Stores rows of the server and the cursors they lead to. A row replaces the base unless its seq is lower; bases from an
 *  earlier database count as seq 0. `generations` names the snapshots that the rows belong to. */
export async function takeRecords(
	tx: DeviceTransaction,
	rows: readonly SyncRecord[],
	generations: ReadonlyMap<string, number>,
	personId: string
): Promise<void> {
	const cursors = { ...((await tx.meta('cursors')) ?? {}) };
	const wanted = rows.filter(
		({ unitId }) => cursors[unitId] && cursors[unitId].generation === generations.get(unitId)
	);
	const keys = wanted.map(keyOf);
	const shadows = await tx.shadows(keys);
	const records = await tx.records(keys);

	const plain = new Map<string, StoredRecord>();
	const shadowed = new Map<string, StoredRecord>();
	wanted.forEach((row, index) => {
		const { generation } = cursors[row.unitId]!;
		const shadow = shadows[index];
		const base = shadow ?? records[index];
		const isNews = !base || replacesBase(row, base);
		const stored: StoredRecord = isNews ? { ...row, generation } : { ...base, generation };
		if (!base || !isSame(stored, base)) (shadow ? shadowed : plain).set(recordKeyText(keys[index]!), stored);
		cursors[row.unitId] = { ...cursors[row.unitId]!, seq: Math.max(cursors[row.unitId]!.seq, row.seq) };
	});

	await tx.putRecords([...plain.values()]);
	await tx.putShadows([...shadowed.values()]);
	await rebuild(tx, [...shadowed.values()].map(keyOf), personId);
	await tx.putMeta('cursors', cursors);
	await moveClock(tx, wanted);
}

/** What this device sent comes down once more, mostly as it has it already. */
const isSame = (a: StoredRecord, b: StoredRecord): boolean =>
	a.seq === b.seq && a.generation === b.generation && JSON.stringify(a.registers) === JSON.stringify(b.registers);

/** The end of a snapshot: what it did not bring is no longer there, unless it came after. */
export async function finishUnit(
	tx: DeviceTransaction,
	unitId: string,
	{ generation, seq }: { generation: number; seq: number },
	personId: string
): Promise<void> {
	const isGone = (record: StoredRecord) => record.generation < generation && record.seq <= seq;
	const { plain, shadows } = await serverCopies(tx, unitId);

	await tx.deleteRecords(plain.filter(isGone).map(keyOf));
	const gone = shadows.filter((shadow) => isGone(shadow) && !isEmptyBase(shadow));
	const emptied = gone.map((shadow) => ({ ...shadow, seq: 0, registers: {}, generation }));
	await tx.putShadows(emptied);
	await rebuild(tx, emptied.map(keyOf), personId);
}

/** What the device has of the server's records: as they are, or as shadows of those that something is laid over. */
export async function serverCopies(
	tx: DeviceTransaction,
	unitId: string
): Promise<{ plain: StoredRecord[]; shadows: StoredRecord[] }> {
	const shadows = await tx.shadowsOfUnit(unitId);
	const shadowed = new Set(shadows.map((shadow) => recordKeyText(keyOf(shadow))));
	const records = await tx.recordsOfUnit(unitId);

	return { plain: records.filter((record) => !shadowed.has(recordKeyText(keyOf(record)))), shadows };
}

/** The unit has been taken from this person: nothing of it stays, but what was not sent is kept for them to see. */
export async function dropUnit(tx: DeviceTransaction, unitId: string, nowMs: number): Promise<void> {
	const rows = (await tx.outbox()).filter((row) => row.unitId === unitId);
	const unsent = new Map<string, OutboxRow[]>();
	for (const row of rows.filter(({ state }) => state !== 'acked')) {
		unsent.set(recordKeyText(row), [...(unsent.get(recordKeyText(row)) ?? []), row]);
	}
	for (const changes of unsent.values()) {
		const [{ id, kind, recordId }] = changes as [OutboxRow];
		await tx.putAttention({
			id,
			unitId,
			kind,
			recordId,
			changes: changes.map(({ change }) => change),
			code: 'scope-lost',
			message: '',
			atMs: nowMs
		});
	}
	await tx.putSent(rows.filter(({ state }) => state === 'acked').map((row) => sentRow(row)));
	await tx.deleteOutbox(rows.map(({ order }) => order));
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
