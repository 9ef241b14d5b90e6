import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { HOLDS_KEPT_MS, MOST_HELD } from './unit-log.ts';

/** Counts each of these changes as put off once more. `held` leads from a change id to its author. Holds that are too old are
 *  deleted, also those of other people. */
export async function storeHolds(
	trx: Kysely<Schema>,
	{ unitId, at }: { unitId: string; at: string },
	held: ReadonlyMap<string, string>
): Promise<void> {
	const oldest = new Date(Date.parse(at) - HOLDS_KEPT_MS).toISOString();
	await trx.deleteFrom('hold').where('first_at', '<', oldest).execute();

	for (const [personId, ids] of Map.groupBy(held.keys(), (id) => held.get(id)!)) {
		const { count } = await trx
			.selectFrom('hold')
			.select(({ fn }) => fn.countAll<number | string>().as('count'))
			.where('person_id', '=', personId)
			.executeTakeFirstOrThrow();
		const known = await trx
			.updateTable('hold')
			.set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
			.where('unit_id', '=', unitId)
			.where('change_id', 'in', ids)
			.returning('change_id')
			.execute();
		const counted = new Set(known.map(({ change_id }) => change_id));
		const rows = ids
			.filter((id) => !counted.has(id))
			.slice(0, Math.max(0, MOST_HELD - Number(count)))
			.map((change_id) => ({
				...{ unit_id: unitId, change_id, person_id: personId },
				...{ code: 'prev-unknown', first_at: at, tries: 1 }
			}));
		if (rows.length > 0) await trx.insertInto('hold').values(rows).execute();
	}
}

/** These changes were accepted or refused: nothing is put off any more. */
export async function endHolds(trx: Kysely<Schema>, unitId: string, ids: readonly string[]): Promise<void> {
	await trx.deleteFrom('hold').where('unit_id', '=', unitId).where('change_id', 'in', ids).execute();
}
