import type { ServerDatabase } from '../database/database.ts';

export interface DeviceSeen {
	id: string;
	personId: string;
	app: string;
	seenAtMs: number;
	offsetMs: number;
	/** What it has not sent yet; unknown in a push, which leaves the last word standing. */
	pending?: object | undefined;
}

/** Keeps what is known of a device, so that the desk can see who has unsent work. */
export async function rememberDevice(database: ServerDatabase, seen: DeviceSeen): Promise<void> {
	const row = {
		app: seen.app,
		last_seen_at: new Date(seen.seenAtMs).toISOString(),
		offset_ms: Math.round(seen.offsetMs),
		...(seen.pending && { pending: JSON.stringify(seen.pending) })
	};
	await database.write
		.insertInto('device')
		.values({ id: seen.id, person_id: seen.personId, ...row })
		.onConflict((conflict) => conflict.columns(['id', 'person_id']).doUpdateSet(row))
		.execute();
}
