import type { ServerDatabase } from '#lib/server/database/database.ts';

/** What a demo's database was filled with. */
export type Contents = 'facts' | 'facts and samples';

const KEY = 'demo_seeded';

export async function markSeeding({ write }: ServerDatabase, value: Contents | 'unfinished'): Promise<void> {
	await write
		.insertInto('meta')
		.values({ key: KEY, value })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
		.execute();
}

/** `foreign`: there are units, yet no demo put them there. `unfinished`: the demo was stopped while it was filling it. */
export async function readSeeding({ read }: ServerDatabase): Promise<Contents | 'unfinished' | 'foreign'> {
	const marker = await read.selectFrom('meta').select('value').where('key', '=', KEY).executeTakeFirst();
	if (marker) return marker.value as Contents | 'unfinished';

	const unit = await read.selectFrom('unit').select('id').limit(1).executeTakeFirst();
	return unit ? 'foreign' : 'unfinished';
}
