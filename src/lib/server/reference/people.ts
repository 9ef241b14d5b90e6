import type { Kysely } from 'kysely';
import type { Role } from '#lib/domain/access/role.ts';
import type { Person } from '#lib/domain/reference/reference.ts';
import type { Schema } from '../database/schema.ts';

export async function readPeople(db: Kysely<Schema>): Promise<Person[]> {
	const rows = await db.selectFrom('person').selectAll().orderBy('id').execute();
	const attachments = await db.selectFrom('person_unit').selectAll().orderBy('unit_id').execute();
	const unitsByPerson = Map.groupBy(attachments, ({ person_id }) => person_id);

	return rows.map(({ id, name, post, role }) => ({
		id,
		name,
		post,
		role: role as Role,
		units: (unitsByPerson.get(id) ?? []).map(({ unit_id }) => unit_id)
	}));
}
