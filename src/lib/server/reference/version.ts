import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { TradeDate } from '#lib/domain/dates.ts';
import type { ServerDatabase } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import { readPeople } from './people.ts';
import { readUnits } from './units.ts';

/** The same for everybody, until anything of the reference or the demo's day changes. */
export const referenceVersion = async ({ read }: Pick<ServerDatabase, 'read'>): Promise<string> =>
	(await readMeta(read, 'reference_version')) ?? '';

/** The demo's day counts as part of the reference, so whoever asks for the version needs no second question. */
export async function rememberToday({ write }: ServerDatabase, today: TradeDate | undefined): Promise<void> {
	await write.transaction().execute(async (trx) => {
		if ((await readMeta(trx, 'today')) === today) return;

		await trx.deleteFrom('meta').where('key', '=', 'today').execute();
		if (today !== undefined) await trx.insertInto('meta').values({ key: 'today', value: today }).execute();
		await renewReferenceVersion(trx);
	});
}

/** Call it in the transaction that changes units, people or a part of the reference. */
export async function renewReferenceVersion(db: Kysely<Schema>): Promise<void> {
	const parts = await db.selectFrom('reference_part').selectAll().orderBy('name').execute();
	const everything = [
		await readUnits(db),
		await readPeople(db),
		parts.map(({ name, body }) => [name, body]),
		(await readMeta(db, 'today')) ?? null
	];
	const value = createHash('sha256').update(JSON.stringify(everything)).digest('base64url').slice(0, 12);

	await db
		.insertInto('meta')
		.values({ key: 'reference_version', value })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
		.execute();
}

async function readMeta(db: Kysely<Schema>, key: string): Promise<string | undefined> {
	const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();

	return row?.value;
}
