import type { TendingGround } from './tending-ground.ts';
import { unitsOfRecord } from './photo-records.ts';

/** A phone sends the record first; a restored database gets its records back within days. */
const KEPT_MS = 30 * 86_400_000;
const META_KEY = 'photos_unreferenced';

type FirstSeen = { [id: string]: number };

/** Takes away what lies here and has been named by no record for so long. Counted from when it was first seen so, which the
 *  database remembers: in one that was restored the time begins anew. */
export async function collectUnreferenced(
	ground: TendingGround,
	{ here, named }: { here: readonly string[]; named: ReadonlySet<string> }
): Promise<number> {
	const nowMs = ground.now();
	const before = await readFirstSeen(ground);
	const seen: FirstSeen = {};
	let collected = 0;
	for (const id of here) {
		if (named.has(id)) continue;
		const sinceMs = before[id] ?? nowMs;
		if (sinceMs + KEPT_MS > nowMs || (await unitsOfRecord(ground, id)).length > 0) {
			seen[id] = sinceMs;
			continue;
		}
		await ground.photos.files.remove(id);
		collected += 1;
	}
	await writeFirstSeen(ground, seen);
	return collected;
}

async function readFirstSeen({ database }: TendingGround): Promise<FirstSeen> {
	const row = await database.read.selectFrom('meta').select('value').where('key', '=', META_KEY).executeTakeFirst();

	return row ? (JSON.parse(row.value) as FirstSeen) : {};
}

async function writeFirstSeen({ database }: TendingGround, seen: FirstSeen): Promise<void> {
	const value = JSON.stringify(seen);
	await database.write
		.insertInto('meta')
		.values({ key: META_KEY, value })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
		.execute();
}
