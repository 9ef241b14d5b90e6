import type { Kysely } from 'kysely';
import type { Schema } from '#lib/server/database/schema.ts';
import type { Person } from '#lib/domain/reference/reference.ts';
import { renewReferenceVersion } from '#lib/server/reference/version.ts';

/** Puts people down as they are now, without an account. */
export async function hirePeople(write: Kysely<Schema>, people: readonly Person[]): Promise<void> {
	for (const { id, name, post, role, units } of people) {
		await write
			.insertInto('person')
			.values({ id, name, post, role })
			.onConflict((conflict) => conflict.column('id').doUpdateSet({ role }))
			.execute();
		await write.deleteFrom('person_unit').where('person_id', '=', id).execute();
		for (const unit_id of units) await write.insertInto('person_unit').values({ person_id: id, unit_id }).execute();
	}
	await renewReferenceVersion(write);
}
