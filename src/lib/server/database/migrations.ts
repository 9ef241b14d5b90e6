import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { accountTables } from './account-tables.ts';
import { boundedReads } from './bounded-reads.ts';
import { deviceOwners } from './device-tables.ts';
import { peopleTables } from './people-tables.ts';
import { publicPageTables } from './public-page-tables.ts';

const first: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema
			.createTable('meta')
			.addColumn('key', 'text', (column) => column.primaryKey())
			.addColumn('value', 'text', (column) => column.notNull())
			.execute();

		await db.schema
			.createTable('unit')
			.addColumn('id', 'text', (column) => column.primaryKey())
			.addColumn('level', 'text', (column) => column.notNull())
			.addColumn('parent_id', 'text', (column) => column.references('unit.id'))
			.addColumn('type', 'text', (column) => column.notNull())
			.addColumn('name', 'text', (column) => column.notNull())
			.addColumn('code', 'text', (column) => column.notNull())
			.addColumn('region', 'text', (column) => column.notNull())
			.addColumn('head', 'bigint', (column) => column.notNull().defaultTo(0))
			.addColumn('last_stamp', 'text', (column) => column.notNull().defaultTo(''))
			.addColumn('record_count', 'bigint', (column) => column.notNull().defaultTo(0))
			.addColumn('record_sum', 'bigint', (column) => column.notNull().defaultTo(0))
			.execute();

		await db.schema
			.createTable('change')
			.addColumn('unit_id', 'text', (column) => column.notNull().references('unit.id'))
			.addColumn('id', 'text', (column) => column.notNull())
			.addColumn('seq', 'bigint')
			.addColumn('kind', 'text', (column) => column.notNull())
			.addColumn('record_id', 'text', (column) => column.notNull())
			.addColumn('device', 'text', (column) => column.notNull())
			.addColumn('n', 'bigint', (column) => column.notNull())
			.addColumn('v', 'integer', (column) => column.notNull())
			.addColumn('hlc', 'text', (column) => column.notNull())
			.addColumn('stamp', 'text')
			.addColumn('person_id', 'text', (column) => column.notNull())
			.addColumn('writes', 'text', (column) => column.notNull())
			.addColumn('receipt', 'text', (column) => column.notNull())
			.addColumn('received_at', 'text', (column) => column.notNull())
			.addColumn('offset_ms', 'bigint', (column) => column.notNull())
			.addPrimaryKeyConstraint('change_pk', ['unit_id', 'id'])
			.execute();
		await db.schema.createIndex('change_seq').on('change').columns(['unit_id', 'seq']).unique().execute();
		await db.schema.createIndex('change_record').on('change').columns(['unit_id', 'kind', 'record_id']).execute();
		await db.schema.createIndex('change_device').on('change').columns(['device', 'n']).execute();

		await db.schema
			.createTable('record')
			.addColumn('unit_id', 'text', (column) => column.notNull().references('unit.id'))
			.addColumn('kind', 'text', (column) => column.notNull())
			.addColumn('id', 'text', (column) => column.notNull())
			.addColumn('seq', 'bigint', (column) => column.notNull())
			.addColumn('registers', 'text', (column) => column.notNull())
			.addColumn('about', 'text')
			.addPrimaryKeyConstraint('record_pk', ['unit_id', 'kind', 'id'])
			.execute();
		await db.schema.createIndex('record_seq').on('record').columns(['unit_id', 'seq']).execute();
		await db.schema
			.createIndex('record_about')
			.on('record')
			.columns(['unit_id', 'about'])
			.where(sql.ref('about'), 'is not', null)
			.execute();

		await db.schema
			.createTable('hold')
			.addColumn('unit_id', 'text', (column) => column.notNull())
			.addColumn('change_id', 'text', (column) => column.notNull())
			.addColumn('code', 'text', (column) => column.notNull())
			.addColumn('first_at', 'text', (column) => column.notNull())
			.addColumn('tries', 'integer', (column) => column.notNull())
			.addPrimaryKeyConstraint('hold_pk', ['unit_id', 'change_id'])
			.execute();

		await db.schema
			.createTable('device')
			.addColumn('id', 'text', (column) => column.notNull())
			.addColumn('person_id', 'text', (column) => column.notNull())
			.addColumn('app', 'text', (column) => column.notNull())
			.addColumn('last_seen_at', 'text', (column) => column.notNull())
			.addColumn('offset_ms', 'bigint', (column) => column.notNull())
			.addColumn('pending', 'text')
			.addPrimaryKeyConstraint('device_pk', ['id', 'person_id'])
			.execute();

		await db.schema
			.createTable('person')
			.addColumn('id', 'text', (column) => column.primaryKey())
			.addColumn('name', 'text', (column) => column.notNull())
			.addColumn('post', 'text', (column) => column.notNull())
			.addColumn('role', 'text', (column) => column.notNull())
			.execute();
		await db.schema
			.createTable('person_unit')
			.addColumn('person_id', 'text', (column) => column.notNull().references('person.id'))
			.addColumn('unit_id', 'text', (column) => column.notNull().references('unit.id'))
			.addPrimaryKeyConstraint('person_unit_pk', ['person_id', 'unit_id'])
			.execute();

		await db.schema
			.createTable('reference_part')
			.addColumn('name', 'text', (column) => column.primaryKey())
			.addColumn('body', 'text', (column) => column.notNull())
			.execute();
	}
};

/** What a person sent is asked for by id alone, wherever it went; without this every change ever made is read. */
const changeById: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema.createIndex('change_id').on('change').column('id').execute();
	}
};

/** Findings and remarks are found from their visit. The visit's id lies between the colons of a finding's. */
const partsOfVisits: Migration = {
	async up(db: Kysely<unknown>) {
		await sql`update record set about = 'visit/' || substr(id, 9, 36) where kind = 'finding'`.execute(db);
		const remarks = await sql<{ unit_id: string; id: string; registers: string }>`
			select unit_id, id, registers from record where kind = 'remark'`.execute(db);
		for (const { unit_id, id, registers } of remarks.rows) {
			const { text } = JSON.parse(registers) as { text?: { value?: { visit?: string } } };
			const about = text?.value?.visit === undefined ? null : `visit/${text.value.visit}`;
			await sql`update record set about = ${about} where unit_id = ${unit_id} and kind = 'remark' and id = ${id}`.execute(
				db
			);
		}
	}
};

/** In the order of their names; what has been released is never changed. */
export const migrations: Record<string, Migration> = {
	'0001_first': first,
	'0002_accounts': accountTables,
	'0004_public_page': publicPageTables,
	'0005_change_by_id': changeById,
	'0006_people': peopleTables,
	'0007_device_owners': deviceOwners,
	'0008_bounded_reads': boundedReads,
	'0009_parts_of_visits': partsOfVisits
};
