import type { Kysely } from 'kysely';
import { unitsInScope } from '#lib/domain/access/access.ts';
import { rulesOf, type Officer, type Role } from '#lib/domain/access/role.ts';
import type { Person } from '#lib/domain/reference/reference.ts';
import type { Unit } from '#lib/domain/unit.ts';
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

/** The people whom somebody meets in their work: those of the units that they read and of the units above, and those who worked
 *  there once and wrote what stands in their records. An administrator keeps everybody. */
export async function readPeopleFor(db: Kysely<Schema>, officer: Officer, units: readonly Unit[]): Promise<Person[]> {
	const people = await readPeople(db);
	if (rulesOf(officer).administers) return people;

	const near = new Set([...unitsInScope(officer, units).map(({ id }) => id), ...unitsAbove(officer.units, units)]);
	const past = await db.selectFrom('person_unit_past').selectAll().execute();
	const metBefore = new Set(past.filter(({ unit_id }) => near.has(unit_id)).map(({ person_id }) => person_id));

	return people.filter(
		(person) => person.id === officer.id || metBefore.has(person.id) || person.units.some((id) => near.has(id))
	);
}

function unitsAbove(ids: readonly string[], units: readonly Unit[]): string[] {
	const above = units.filter(({ id }) => ids.includes(id)).flatMap(({ parentId }) => parentId ?? []);

	return above.length === 0 ? [] : [...above, ...unitsAbove(above, units)];
}
