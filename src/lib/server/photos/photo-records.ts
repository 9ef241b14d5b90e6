import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { ServerDatabase } from '../database/database.ts';
import { rowToRecord } from '../sync/log-rows.ts';

interface Ground {
	database: ServerDatabase;
}

/** Whether the record of this upload says that all of it is here. */
export async function isRecordStored(ground: Ground, { unitId, id }: { unitId: string; id: string }): Promise<boolean> {
	const record = await readRecord(ground, { unitId, kind: 'photo', id });

	return Boolean(record?.registers['stored']?.value);
}

/** The unit in which a photo of this id was recorded, if any was. */
export async function unitOfRecord({ database }: Ground, id: string): Promise<string | undefined> {
	const row = await database.read
		.selectFrom('record')
		.select('unit_id')
		// Each unit is looked up by the key; without them every record would be gone through.
		.where('unit_id', 'in', (db) => db.selectFrom('unit').select('unit.id'))
		.where('kind', '=', 'photo')
		.where('id', '=', id)
		.executeTakeFirst();

	return row?.unit_id;
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
