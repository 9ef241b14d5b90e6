import { unitsInScope } from '#lib/domain/access/access.ts';
import { readsBelow, ROLE_NAMES, worksForCommune, type Officer } from '#lib/domain/access/role.ts';
import type { Pending } from '#lib/domain/changes/pull.ts';
import type { ServerDatabase } from '../database/database.ts';
import { readUnitRows, rowToUnit } from '../reference/units.ts';

/** A device of a commune officer as the server met it last. */
export interface DeviceContact {
	personId: string;
	/** The person's communes. */
	units: string[];
	seenAt: string;
	/** What it said then that it had not sent. */
	pending: Pending;
}

/** A person may have old phones with unsent work in a drawer. The limit keeps invented devices from filling the desk's list. */
const MOST_OTHERS = 4;

/** The devices of the commune officers below this person: of each officer the device heard of last, and some others that still
 *  have something to send. A person who reads only single units gets none. */
export async function readDevices(database: ServerDatabase, officer: Officer): Promise<DeviceContact[]> {
	if (!readsBelow(officer)) return [];
	const units = unitsInScope(officer, (await readUnitRows(database.read)).map(rowToUnit));
	const communes = units.filter(({ level }) => level === 'commune').map(({ id }) => id);
	if (communes.length === 0) return [];

	const rows = await database.read
		.selectFrom('device')
		.innerJoin('person', 'person.id', 'device.person_id')
		.innerJoin('person_unit', 'person_unit.person_id', 'person.id')
		.select(['device.id', 'device.person_id', 'device.last_seen_at', 'device.pending', 'person_unit.unit_id'])
		.where(
			'person.role',
			'in',
			ROLE_NAMES.filter((role) => worksForCommune({ role }))
		)
		.where('person_unit.unit_id', 'in', communes)
		.where('device.pending', 'is not', null)
		.orderBy('device.last_seen_at', 'desc')
		.execute();

	const contacts = new Map<string, DeviceContact>();
	const shown = new Map<string, number>();
	for (const { id, person_id, unit_id, last_seen_at, pending } of rows) {
		const known = contacts.get(id);
		if (known) {
			known.units.push(unit_id);
			continue;
		}
		const contact = { personId: person_id, units: [unit_id], seenAt: last_seen_at, pending: parse(pending!) };
		const before = shown.get(person_id) ?? 0;
		const isShown = before === 0 || (before <= MOST_OTHERS && contact.pending.changes + contact.pending.photos > 0);
		if (!isShown) continue;
		shown.set(person_id, before + 1);
		contacts.set(id, contact);
	}
	return [...contacts.values()];
}

const parse = (pending: string): Pending => JSON.parse(pending) as Pending;
