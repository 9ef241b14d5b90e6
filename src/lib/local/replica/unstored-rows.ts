import { addDigest, recordDigest } from '#lib/domain/changes/digest.ts';
import { recordKeyText, type SyncRecord } from '#lib/domain/changes/change.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import type { DeviceTransaction, Meta, OutboxRow, UnstoredRow } from '../store/device-store.ts';
import { keepOlderCopy, olderCopy, type Layers } from './layers.ts';
import type { Receipt } from './under-way.ts';

/** What a browser says of the very value that it is given to store, such as one that is nested deeper than it can copy. A full
 *  disk, a lost connection and the like have other names: those are not the fault of a row. */
const FAULTS_OF_A_VALUE = new Set(['DataCloneError', 'DataError', 'RangeError', 'TypeError', 'InternalError']);

export const isFaultOfValue = (cause: unknown): boolean => cause instanceof Error && FAULTS_OF_A_VALUE.has(cause.name);

/** Instead of a row that cannot be stored, what tells that it is missing. The cursor passes it like any other. */
export async function setRowAside(
	tx: DeviceTransaction,
	row: SyncRecord,
	{ app, personId }: { app: string; personId: string }
): Promise<void> {
	const { unitId, kind, id, seq } = row;
	const cursors = (await tx.meta('cursors')) ?? {};
	const cursor = cursors[unitId];
	if (!cursor) return;

	await keepOlderCopy(tx, row, { generation: cursor.generation, personId });
	const others = without(await unstoredOf(tx, unitId), [row]);
	await putUnstored(tx, unitId, [...others, { kind, id, seq, digest: recordDigest(row), app }]);
	await tx.putMeta('cursors', { ...cursors, [unitId]: { ...cursor, seq: Math.max(cursor.seq, seq) } });
}

/** A change whose row came before its receipt, and could not be stored, is part of the older copy once it is accepted, as if
 *  the receipt had come first. */
export async function takeIntoOlderCopies(
	tx: DeviceTransaction,
	layers: ReadonlyMap<string, Layers>,
	accepted: readonly { row: OutboxRow; receipt: Receipt }[],
	personId: string
): Promise<void> {
	const unstored = await tx.meta('unstored');
	if (!unstored) return;

	const cursors = await tx.meta('cursors');
	for (const { row, receipt } of accepted) {
		const { unitId, kind, recordId, change } = row;
		const layer = layers.get(recordKeyText(row));
		const missing = unstored[unitId]?.find((one) => one.kind === kind && one.id === recordId);
		const cursor = cursors?.[unitId];
		if (!layer?.base || !cursor || !missing || missing.seq < receipt.seq) continue;

		const { generation } = cursor;
		const own = { change, lost: receipt.lost };
		layer.base = olderCopy(layer.base, [own], { seq: missing.seq, generation, personId });
	}
}

/** Rows that could be stored after all: somebody has written what is wrong with them anew. */
export async function takeBack(tx: DeviceTransaction, rows: readonly SyncRecord[]): Promise<void> {
	const unstored = await tx.meta('unstored');
	if (!unstored) return;

	for (const [unitId, missing] of Object.entries(unstored)) {
		const left = without(
			missing,
			rows.filter((row) => row.unitId === unitId)
		);
		if (left.length < missing.length) await putUnstored(tx, unitId, left);
	}
}

/** A snapshot of the unit brings them once more, or they are no longer this person's. */
export const forgetUnstored = (tx: DeviceTransaction, unitId: string): Promise<void> => putUnstored(tx, unitId, []);

/** Units with rows that another version of the program could not store. */
export async function unitsToTryAnew(tx: DeviceTransaction, app: string): Promise<string[]> {
	const unstored = Object.entries((await tx.meta('unstored')) ?? {});
	return unstored.flatMap(([unitId, rows]) => (rows.some((row) => row.app !== app) ? unitId : []));
}

/** What the rows that are missing would add to the unit's digest, and which they are. */
export async function unstoredShare(tx: DeviceTransaction, unitId: string) {
	const rows = await unstoredOf(tx, unitId);
	const keys = new Set(rows.map(keyText));

	return {
		count: rows.length,
		sum: rows.reduce((sum, { digest }) => addDigest(sum, digest), 0),
		has: (record: Pick<SyncRecord, 'kind' | 'id'>): boolean => keys.has(keyText(record))
	};
}

/** How many rows of the server this device could not store. */
export async function countUnstored(db: DeviceDatabase): Promise<number> {
	const unstored = (await db.meta.get('unstored'))?.value as Meta['unstored'] | undefined;
	return Object.values(unstored ?? {}).reduce((sum, rows) => sum + rows.length, 0);
}

const keyText = ({ kind, id }: Pick<SyncRecord, 'kind' | 'id'>): string => `${kind}/${id}`;

function without(missing: readonly UnstoredRow[], rows: readonly SyncRecord[]): UnstoredRow[] {
	const keys = new Set(rows.map(keyText));
	return missing.filter((row) => !keys.has(keyText(row)));
}

const unstoredOf = async (tx: DeviceTransaction, unitId: string): Promise<readonly UnstoredRow[]> =>
	(await tx.meta('unstored'))?.[unitId] ?? [];

async function putUnstored(tx: DeviceTransaction, unitId: string, rows: UnstoredRow[]): Promise<void> {
	const { [unitId]: known, ...others } = (await tx.meta('unstored')) ?? {};
	if (!known && rows.length === 0) return;

	await tx.putMeta('unstored', rows.length === 0 ? others : { ...others, [unitId]: rows });
}
