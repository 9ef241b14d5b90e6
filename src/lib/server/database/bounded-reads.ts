import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** So that what a push reads does not grow with what was written before: the latest of what is about a record, a person's holds,
 *  and the holds that are too old. */
export const boundedReads: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.alterTable('hold')
			.addColumn('person_id', 'text', (column) => column.notNull().defaultTo(''))
			.execute();
		await db.schema.createIndex('hold_person').on('hold').column('person_id').execute();
		await db.schema.createIndex('hold_first_at').on('hold').column('first_at').execute();

		await db.schema.dropIndex('record_about').execute();
		await db.schema
			.createIndex('record_about')
			.on('record')
			.columns(['unit_id', 'about', 'kind', 'seq'])
			.where(sql.ref('about'), 'is not', null)
			.execute();
	}
};
