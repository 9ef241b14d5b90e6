import type { RecordKey, RegisterValue, SyncRecord } from '#lib/domain/changes/change.ts';
import { makeUuid } from '#lib/domain/ids.ts';
import type { Live } from '../live/live.ts';
import { writeByServer } from './server-write.ts';
import type { ServerStore } from './server-store.ts';

export interface ServerEditGround {
	store: ServerStore;
	live: Pick<Live, 'announce'>;
	now(): number;
	random(bytes: number): Uint8Array;
}

type Registers = { [register: string]: RegisterValue };

/** Lets the server itself write registers of a record. `decide` gets the record as it stands and returns the registers, or
 *  undefined to write nothing. Returns whether something was written. */
export async function editByServer(
	{ store, live, now, random }: ServerEditGround,
	{ unitId, kind, recordId }: RecordKey,
	decide: (earlier: SyncRecord | undefined) => Registers | undefined
): Promise<boolean> {
	const atMs = now();
	const key = { unitId, kind, id: recordId, atMs, changeId: makeUuid(atMs, random(10)) };
	const received = { at: new Date(atMs).toISOString(), offsetMs: 0 };

	const newHead = await store.inUnit(unitId, received, (unit) =>
		unit.attempt([], async (log) => {
			const earlier = await log.record(kind, recordId);
			const set = decide(earlier);
			if (!set) return undefined;

			const seq = log.head + 1;
			const { logged, record } = writeByServer({ ...key, set, earlier, seq });
			log.append(logged, record);
			return seq;
		})
	);
	if (newHead !== undefined) live.announce(unitId, newHead);
	return newHead !== undefined;
}
