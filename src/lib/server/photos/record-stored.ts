import { randomBytes } from 'node:crypto';
import { makeUuid } from '#lib/domain/ids.ts';
import { readPhoto } from '#lib/domain/photos/photo-edits.ts';
import type { ServerDatabase } from '../database/database.ts';
import type { Live } from '../live/live.ts';
import { databaseStore } from '../sync/database-store.ts';
import { writeByServer } from '../sync/server-write.ts';

export interface StoredGround {
	database: ServerDatabase;
	live: Live;
	now(): number;
}

/** Says in the photo's record that all of it is here, once. False when the record is unknown or names other bytes. */
export async function recordStored(
	{ database, live, now }: StoredGround,
	{ unitId, id, sha256 }: { unitId: string; id: string; sha256: string }
): Promise<boolean> {
	const atMs = now();
	const at = new Date(atMs).toISOString();
	let news: number | undefined;

	const isRecorded = await databaseStore(database).inUnit(unitId, { at, offsetMs: 0 }, (unit) => {
		const changeId = makeUuid(atMs, randomBytes(10));
		const value = { at };
		const probe = writeByServer({
			unitId,
			kind: 'photo',
			id,
			register: 'stored',
			value,
			earlier: undefined,
			seq: unit.head() + 1,
			atMs,
			changeId
		});
		return unit.attempt([probe.logged.change], async (log) => {
			const earlier = await log.record('photo', id);
			const file = earlier && readPhoto(earlier)?.file;
			if (!earlier || file?.sha256 !== sha256) return false;
			if (earlier.registers['stored']?.value) return true;

			const seq = log.head + 1;
			const { logged, record } = writeByServer({
				unitId,
				kind: 'photo',
				id,
				register: 'stored',
				value,
				earlier,
				seq,
				atMs,
				changeId
			});
			log.append(logged, record);
			news = seq;
			return true;
		});
	});
	if (news !== undefined) live.announce(unitId, news);
	return isRecorded;
}
