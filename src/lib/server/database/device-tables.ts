import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { SERVER_PERSON } from '#lib/domain/changes/change.ts';

interface Sighting {
	id: string;
	person_id: string;
	app: string;
	last_seen_at: string;
	offset_ms: number;
	pending: string | null;
}

interface Owned extends Sighting {
	first_seen_at: string;
}

const ROWS_PER_INSERT = 500;

/** A device belongs to one person: whoever wrote with it first, or else was first met with it. */
export const deviceOwners: Migration = {
	async up(given: Kysely<unknown>) {
		const db = given as Kysely<{
			device: Sighting;
			device_of: Owned;
			change: { device: string; person_id: string; received_at: string };
		}>;
		await db.schema
			.createTable('device_of')
			.addColumn('id', 'text', (column) => column.primaryKey())
			.addColumn('person_id', 'text', (column) => column.notNull())
			.addColumn('app', 'text', (column) => column.notNull())
			.addColumn('first_seen_at', 'text', (column) => column.notNull())
			.addColumn('last_seen_at', 'text', (column) => column.notNull())
			.addColumn('offset_ms', 'bigint', (column) => column.notNull())
			.addColumn('pending', 'text')
			.execute();

		const wrote = await db
			.selectFrom('change')
			.where('person_id', '<>', SERVER_PERSON)
			.groupBy(['device', 'person_id'])
			.select(['device as id', 'person_id', sql<string>`min(received_at)`.as('first_seen_at')])
			.execute();
		const met = await db.selectFrom('device').selectAll().execute();
		const rows = ownersOf(wrote, met);
		for (let at = 0; at < rows.length; at += ROWS_PER_INSERT) {
			await db
				.insertInto('device_of')
				.values(rows.slice(at, at + ROWS_PER_INSERT))
				.execute();
		}

		await db.schema.dropTable('device').execute();
		await db.schema.alterTable('device_of').renameTo('device').execute();
		await db.schema.createIndex('device_person').on('device').columns(['person_id', 'first_seen_at']).execute();
	}
};

type Writing = Pick<Owned, 'id' | 'person_id' | 'first_seen_at'>;

function ownersOf(wrote: readonly Writing[], met: readonly Sighting[]): Owned[] {
	const meetings = new Map(met.map((row) => [`${row.id}/${row.person_id}`, row]));
	const firsts: Writing[] = [
		...wrote.toSorted(byFirst),
		...met.map((row) => ({ ...row, first_seen_at: row.last_seen_at })).toSorted(byFirst)
	];
	const owned = new Map<string, Owned>();

	for (const { id, person_id, first_seen_at } of firsts) {
		if (owned.has(id)) continue;
		const { app, last_seen_at, offset_ms, pending } = meetings.get(`${id}/${person_id}`) ?? {
			...{ app: '', last_seen_at: first_seen_at, offset_ms: 0, pending: null }
		};
		owned.set(id, { id, person_id, app, first_seen_at, last_seen_at, offset_ms, pending });
	}
	return [...owned.values()];
}

const byFirst = (a: Writing, b: Writing): number => (a.first_seen_at < b.first_seen_at ? -1 : 1);
