import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who worked in a unit before, and which sessions were ended from elsewhere. */
export const peopleTables: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('person_unit_past')
			.addColumn('person_id', 'text', (column) => column.notNull().references('person.id'))
			.addColumn('unit_id', 'text', (column) => column.notNull().references('unit.id'))
			.addPrimaryKeyConstraint('person_unit_past_pk', ['person_id', 'unit_id'])
			.execute();
		// Until now nobody noted where people had been: what they wrote says it.
		await sql`insert into person_unit_past (person_id, unit_id)
			select distinct person_id, unit_id from change where person_id in (select id from person)`.execute(db);
		// Devices have the people of all units: with another version they fetch the reference anew.
		await sql`update meta set value = value || '-2' where key = 'reference_version'`.execute(db);

		await db.schema
			.createTable('ended_session')
			.addColumn('token', 'text', (column) => column.primaryKey())
			.addColumn('person_id', 'text', (column) => column.notNull())
			.addColumn('ended_at', 'text', (column) => column.notNull())
			.execute();
	}
};
