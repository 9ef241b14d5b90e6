import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which districts show themselves to everybody, and how often somebody looked: a number a day, and nothing about anybody. */
export const publicPageTables: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('public_page')
			.addColumn('unit_id', 'text', (column) => column.primaryKey().references('unit.id'))
			.addColumn('opened_at', 'text', (column) => column.notNull())
			.execute();

		await db.schema
			.createTable('public_visit')
			.addColumn('unit_id', 'text', (column) => column.notNull().references('unit.id'))
			.addColumn('day', 'text', (column) => column.notNull())
			.addColumn('visits', 'bigint', (column) => column.notNull())
			.addPrimaryKeyConstraint('public_visit_pk', ['unit_id', 'day'])
			.execute();
	}
};
