import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { valueOf, type Value } from '#lib/domain/records/kinds.ts';
import type { ServerDatabase } from '../database/database.ts';
import { rowToRecord } from '../sync/log-rows.ts';

interface Ground {
	database: ServerDatabase;
}

export interface RecordedPhoto {
	file: Value<'photo', 'file'>;
	/** Who took it. */
	by: string;
	isStored: boolean;
}

/** What the record of a photo names, also of one that was voided: its bytes stay what they are. */
export async function readPhotoRecord(
	ground: Ground,
	{ unitId, id }: { unitId: string; id: string }
): Promise<RecordedPhoto | undefined> {
	const record = await readRecord(ground, { unitId, kind: 'photo', id });
	const file = valueOf(record, 'photo', 'file');

	return file && { file, by: record!.registers['file']!.by, isStored: Boolean(valueOf(record, 'photo', 'stored')) };
}

/** The units in which a photo of this id was recorded. */
export async function unitsOfRecord({ database }: Ground, id: string): Promise<string[]> {
	const rows = await database.read
		.selectFrom('record')
		.select('unit_id')
		// Each unit is looked up by the key; without them every record would be gone through.
		.where('unit_id', 'in', (db) => db.selectFrom('unit').select('unit.id'))
		.where('kind', '=', 'photo')
		.where('id', '=', id)
		.execute();

	return rows.map(({ unit_id }) => unit_id);
}

export async function readRecord(
	{ database }: Ground,
	{ unitId, kind, id }: { unitId: string; kind: string; id: string }
): Promise<SyncRecord | undefined> {
	const row = await database.read
		.selectFrom('record')
		.selectAll()
		.where('unit_id', '=', unitId)
		.where('kind', '=', kind)
		.where('id', '=', id)
		.executeTakeFirst();

	return row && rowToRecord(row);
}

export async function recordsOfKind({ database }: Ground, unitId: string, kind: string): Promise<SyncRecord[]> {
	const rows = await database.read
		.selectFrom('record')
		.selectAll()
		.where('unit_id', '=', unitId)
		.where('kind', '=', kind)
		.orderBy('id')
		.execute();

	return rows.map(rowToRecord);
}
