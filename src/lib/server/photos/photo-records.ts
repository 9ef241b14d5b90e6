import type { ServerDatabase } from '../database/database.ts';
import { rowToRecord } from '../sync/database-log.ts';

type Ground = { database: ServerDatabase };

/** Whether the record of this upload says that all of it is here. */
export async function isRecordStored(
	{ database }: Ground,
	{ unitId, id }: { unitId: string; id: string }
): Promise<boolean> {
	const row = await database.read
		.selectFrom('record')
		.selectAll()
		.where('unit_id', '=', unitId)
		.where('kind', '=', 'photo')
		.where('id', '=', id)
		.executeTakeFirst();

	return row !== undefined && Boolean(rowToRecord(row).registers['stored']?.value);
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
