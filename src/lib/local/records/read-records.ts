import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { KindName } from '#lib/domain/records/kinds.ts';
import type { DeviceDatabase } from '../store/device-database.ts';

/** All records of a unit, as this device sees them: the server's copy with what is unsent laid over. */
export function recordsOfUnit(db: DeviceDatabase, unitId: string): Promise<SyncRecord[]> {
	return db.record.where('unitId').equals(unitId).toArray();
}

export function recordsOfKind(db: DeviceDatabase, unitId: string, kind: KindName): Promise<SyncRecord[]> {
	return db.record.where('[unitId+kind]').equals([unitId, kind]).toArray();
}

export function findRecord(
	db: DeviceDatabase,
	unitId: string,
	kind: KindName,
	recordId: string
): Promise<SyncRecord | undefined> {
	return db.record.get([unitId, kind, recordId]);
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
