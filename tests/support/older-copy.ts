import { renewEpoch, type ServerDatabase } from '#lib/server/database/database.ts';

/** A copy of all that was recorded; putting it back is what an administrator does after a disk has died. */
export async function copyRecords(database: ServerDatabase): Promise<{ putBack(): Promise<void> }> {
	const { read, write } = database;
	const units = await read.selectFrom('unit').selectAll().execute();
	const changes = await read.selectFrom('change').selectAll().execute();
	const records = await read.selectFrom('record').selectAll().execute();

	return {
		async putBack() {
			await write.transaction().execute(async (trx) => {
				for (const table of ['change', 'record', 'hold', 'device'] as const)
					await trx.deleteFrom(table).execute();
				for (const { id, head, last_stamp, record_count, record_sum } of units) {
					const counted = { head, last_stamp, record_count, record_sum };
					await trx.updateTable('unit').set(counted).where('id', '=', id).execute();
				}
				if (changes.length > 0) await trx.insertInto('change').values(changes).execute();
				if (records.length > 0) await trx.insertInto('record').values(records).execute();
			});
			await renewEpoch(database);
		}
	};
}
