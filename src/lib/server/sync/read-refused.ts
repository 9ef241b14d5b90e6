import type { Kysely } from 'kysely';
import type { Refused } from '#lib/domain/changes/push.ts';
import type { Schema } from '../database/schema.ts';

export interface RefusedChange {
	/** When it was received, ISO 8601 in UTC. */
	at: string;
	/** The name of the person who sent it. */
	by: string;
	unit: string;
	/** "check measurement, place" */
	what: string;
	code: string;
	/** For the administrator, in English: what stood against it. */
	message: string;
}

/** The latest refused changes. What does not have the shape of a change is not stored; it is only in the server's log. */
export async function readRefused(db: Kysely<Schema>, limit = 100): Promise<RefusedChange[]> {
	const rows = await db
		.selectFrom('change')
		.leftJoin('person', 'person.id', 'change.person_id')
		.select([
			'change.received_at',
			'change.unit_id',
			'change.kind',
			'change.writes',
			'change.receipt',
			'person.name'
		])
		.where('change.seq', 'is', null)
		.orderBy('change.received_at', 'desc')
		.limit(limit)
		.execute();

	return rows.map(({ received_at, unit_id, kind, writes, receipt, name }) => {
		const { code, message } = JSON.parse(receipt) as Refused;
		const registers = Object.keys(JSON.parse(writes) as object).join(', ');

		return { at: received_at, by: name ?? '–', unit: unit_id, what: `${kind} ${registers}`, code, message };
	});
}
