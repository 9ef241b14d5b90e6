import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import { seedDevice } from './changes.ts';
import type { DemoWrite } from './demo-write.ts';

/** The records that the writes leave behind, by unit. */
export function recordsOf(writes: readonly DemoWrite[]): Map<string, SyncRecord[]> {
	const records = new Map<string, SyncRecord>();
	writes.forEach(({ unitId, kind, recordId, changeId, personId, set }, at) => {
		const key = `${unitId}/${kind}/${recordId}`;
		const record = records.get(key) ?? { unitId, kind, id: recordId, seq: 0, registers: {} };
		const stamp = formatReading({ ms: at, counter: 0, device: seedDevice(0) });
		for (const [register, value] of Object.entries(set)) {
			record.registers[register] = { value, stamp, change: changeId, by: personId };
		}
		record.seq = at + 1;
		records.set(key, record);
	});
	return Map.groupBy(records.values(), ({ unitId }) => unitId);
}
