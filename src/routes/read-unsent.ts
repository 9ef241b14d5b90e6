import { dateOfInstant } from '#lib/domain/dates.ts';
import { itemKeys } from '#lib/domain/photos/item-keys.ts';
import { valueOf, type KindName } from '#lib/domain/records/kinds.ts';
import { recordKeyText, type RecordKey, type RegisterValue } from '#lib/domain/changes/change.ts';
import type { Device } from '#lib/local/device.svelte.ts';
import { countSentSince, readAttention, readConflicts, readWaiting } from '#lib/local/outbox/read-outbox.ts';
import { findRecord, recordsOfUnit } from '#lib/local/replica/read-records.ts';
import { itemsOf } from '#lib/ui/outbox/outbox-items.ts';
import { valuesOfRecord, type Clash } from './clash.ts';

/** All that the page of unsent work shows, in one reading. */
export async function readAll({ db, person }: Device) {
	const rows = await readWaiting(db);
	const known = new Map<string, { [register: string]: RegisterValue }>();
	for (const key of itemKeys(rows.map(({ change }) => change)))
		known.set(recordKeyText(key), await valuesOf(db, key));

	const conflicts = await readConflicts(db, person.id);
	const clashes: Clash[] = [];
	for (const conflict of conflicts) {
		const clash = valueOf(conflict, 'conflict', 'clash')!;
		const records = await recordsOfUnit(db, conflict.unitId);
		const about = records.find(({ kind, id }) => kind === clash.kind && id === clash.recordId);
		clashes.push({ conflict, clash, values: valuesOfRecord(about), records });
	}
	const { items, stuck } = await readAttention(db, Date.now());
	const midnightMs = Date.parse(`${dateOfInstant(Date.now())}T00:00:00+07:00`);

	return {
		waiting: itemsOf(rows, (key) => known.get(recordKeyText(key)) ?? {}),
		items,
		stuck: stuck.map((item) => ({ ...item, known: known.get(item.key) ?? {} })),
		clashes,
		sentToday: await countSentSince(db, midnightMs)
	};
}

async function valuesOf(
	db: Device['db'],
	{ unitId, kind, recordId }: RecordKey
): Promise<{ [register: string]: RegisterValue }> {
	return valuesOfRecord(await findRecord(db, unitId, kind as KindName, recordId));
}
