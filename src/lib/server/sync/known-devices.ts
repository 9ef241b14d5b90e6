import { SERVER_DEVICE } from '#lib/domain/changes/change.ts';
import type { ServerDatabase } from '../database/database.ts';
import { DatabaseUnavailable } from '../unavailable.ts';
import type { DeviceSeen } from './server-store.ts';

/** A push tells only a new time of its device. Each write waits for the disk, so this time is written once a minute. */
const SEEN_ANEW_MS = 60_000;
const SAME_OFFSET_MS = 1_000;

/** Somebody may invent device ids: without a limit they would fill the memory. */
const MOST_KEPT = 20_000;

/** What this process remembers of a database's devices, so that most requests need no query. The owner of a device never
 *  changes, so what is remembered stays true. */
interface Known {
	lastSeen: Map<string, DeviceSeen>;
	owners: Map<string, string>;
}

const known = new WeakMap<ServerDatabase, Known>();

function knownTo(database: ServerDatabase): Known {
	const devices = known.get(database) ?? { lastSeen: new Map(), owners: new Map() };
	known.set(database, devices);
	for (const map of [devices.lastSeen, devices.owners]) if (map.size > MOST_KEPT) map.clear();

	return devices;
}

/** After a restore, the database lacks the devices that came after the copy was made. */
export function forgetDevices(database: ServerDatabase): void {
	known.delete(database);
}

/** Notes for the desk what a request tells of its device; nothing of a device that belongs to somebody else. A phone that only
 *  wants to read neither waits nor fails because of this note. */
export async function rememberDevice(database: ServerDatabase, seen: DeviceSeen): Promise<void> {
	const { lastSeen } = knownTo(database);
	const key = `${seen.personId}/${seen.id}`;
	const last = lastSeen.get(key);
	if (database.isLocked() || (last && !seen.pending && isAsSeen(seen, last))) return;
	try {
		if ((await foreignDevices(database, seen, [seen.id])).size > 0) return;
		await noteSeen(database, seen);
		lastSeen.set(key, seen);
	} catch (error) {
		if (!(error instanceof DatabaseUnavailable)) throw error;
	}
}

async function noteSeen(database: ServerDatabase, seen: DeviceSeen): Promise<void> {
	const at = new Date(seen.seenAtMs).toISOString();
	const row = {
		app: seen.app,
		last_seen_at: at,
		offset_ms: Math.round(seen.offsetMs),
		...(seen.pending && { pending: JSON.stringify(seen.pending) })
	};
	await database.write
		.insertInto('device')
		.values({ id: seen.id, person_id: seen.personId, first_seen_at: at, ...row })
		.onConflict((conflict) => conflict.column('id').doUpdateSet(row).where('device.person_id', '=', seen.personId))
		.execute();
}

const isAsSeen = (seen: DeviceSeen, last: DeviceSeen): boolean =>
	seen.app === last.app &&
	Math.abs(seen.seenAtMs - last.seenAtMs) < SEEN_ANEW_MS &&
	Math.abs(seen.offsetMs - last.offsetMs) < SAME_OFFSET_MS;

/** Those of the devices that do not belong to this person. A device that nobody has used before belongs to this person from now
 *  on, unless the person has come with too many new devices in a day. */
export async function foreignDevices(
	database: ServerDatabase,
	{ personId, seenAtMs }: Pick<DeviceSeen, 'personId' | 'seenAtMs'>,
	ids: readonly string[]
): Promise<ReadonlySet<string>> {
	const { owners } = knownTo(database);
	const isUnknown = (id: string) => id !== SERVER_DEVICE && !owners.has(id);
	const note = async (asked: readonly string[]) => {
		const rows = await database.write
			.selectFrom('device')
			.select(['id', 'person_id'])
			.where('id', 'in', asked)
			.execute();
		for (const { id, person_id } of rows) owners.set(id, person_id);
	};

	const unknown = [...new Set(ids.filter(isUnknown))];
	if (unknown.length > 0) await note(unknown);
	const unheard = unknown.filter(isUnknown);
	if (unheard.length > 0) {
		await claim(database, { personId, seenAtMs }, unheard);
		await note(unheard);
	}
	return new Set(ids.filter((id) => owners.get(id) !== personId));
}

/** A person has a few devices. A device gets a new id when it was copied or emptied. Far above what anybody comes to. */
const MOST_NEW_IN_A_DAY = 300;
const DAY_MS = 86_400_000;

async function claim(
	{ write }: ServerDatabase,
	{ personId, seenAtMs }: Pick<DeviceSeen, 'personId' | 'seenAtMs'>,
	ids: readonly string[]
): Promise<void> {
	const { count } = await write
		.selectFrom('device')
		.select(({ fn }) => fn.countAll<number | string>().as('count'))
		.where('person_id', '=', personId)
		.where('first_seen_at', '>', new Date(seenAtMs - DAY_MS).toISOString())
		.executeTakeFirstOrThrow();
	if (Number(count) + ids.length > MOST_NEW_IN_A_DAY) return;

	const at = new Date(seenAtMs).toISOString();
	const seen = { person_id: personId, app: '', first_seen_at: at, last_seen_at: at, offset_ms: 0, pending: null };
	await write
		.insertInto('device')
		.values(ids.map((id) => ({ id, ...seen })))
		.onConflict((conflict) => conflict.column('id').doNothing())
		.execute();
}
