import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { KindName } from '#lib/domain/records/kinds.ts';
import type { DeviceDatabase } from '../store/device-database.ts';
import { allBelow } from '../store/key-ranges.ts';

/** All records of a unit, as this device sees them: the server's copy with what is unsent laid over. */
export function recordsOfUnit(db: DeviceDatabase, unitId: string): Promise<SyncRecord[]> {
	return db.record
		.where('[unitId+kind+id]')
		.between(...allBelow([unitId]))
		.toArray();
}

export function recordsOfKind(db: DeviceDatabase, unitId: string, kind: KindName): Promise<SyncRecord[]> {
	return db.record
		.where('[unitId+kind+id]')
		.between(...allBelow([unitId, kind]))
		.toArray();
}

export function findRecord(
	db: DeviceDatabase,
	unitId: string,
	kind: KindName,
	recordId: string
): Promise<SyncRecord | undefined> {
	return db.record.get([unitId, kind, recordId]);
}

/** All records of a kind in several units. */
export function recordsOfKindIn(db: DeviceDatabase, unitIds: readonly string[], kind: KindName): Promise<SyncRecord[]> {
	return db.record
		.where('[unitId+kind+id]')
		.inAnyRange(unitIds.map((unitId) => allBelow([unitId, kind])))
		.toArray();
}

/** Every record on this device, by unit. */
export async function recordsByUnit(db: DeviceDatabase): Promise<Map<string, SyncRecord[]>> {
	const byUnit = new Map<string, SyncRecord[]>();
	for (const record of await db.record.toArray()) {
		const records = byUnit.get(record.unitId);
		if (records) records.push(record);
		else byUnit.set(record.unitId, [record]);
	}
	return byUnit;
}
