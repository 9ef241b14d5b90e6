import { expect, test } from 'vitest';
import type { ServerStore } from '#lib/server/sync/server-store.ts';
import { makeTestLocation } from '../support/databases.ts';
import { runRace, type RaceOptions } from './race.ts';

async function race(options: Omit<RaceOptions, 'databaseUrl'>) {
	const place = await makeTestLocation('postgres');
	if (!('url' in place.location)) throw new Error('the race is one on PostgreSQL');
	try {
		return await runRace({ ...options, databaseUrl: place.location.url });
	} finally {
		await place.drop();
	}
}

test('whoever reads by cursor sees every row, while several servers write, wait and roll back', async () => {
	const { counts, violations } = await race({ writers: 6, isOver: (written) => written >= 150 });
	console.log(counts);

	expect(violations).toEqual([]);
	expect(counts).toMatchObject({ changes: expect.toSatisfy((count: number) => count >= 150) });
});

test('heads read later than the rows are noticed: rows in between are never seen', async () => {
	const { violations } = await race({ writers: 6, isOver: (written) => written >= 150, reading: withLaterHeads });

	expect(violations.filter((violation) => violation.includes('was never seen'))).not.toEqual([]);
});

/** The heads of one moment beside the rows of an earlier one. */
function withLaterHeads(store: ServerStore): ServerStore {
	return {
		...store,
		async inSnapshot(work) {
			const rows = await store.inSnapshot(async ({ units, recordsAfter }) => {
				const read = await Promise.all(units.map(({ unit }) => recordsAfter(unit.id, 0, 10_000)));
				return new Map(units.map(({ unit }, index) => [unit.id, read[index]!]));
			});
			return store.inSnapshot((later) =>
				work({
					...later,
					recordsAfter: async (unitId, seq, limit) =>
						(rows.get(unitId) ?? []).filter((record) => record.seq > seq).slice(0, limit)
				})
			);
		}
	};
}
