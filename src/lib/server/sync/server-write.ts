import { SERVER_DEVICE, SERVER_PERSON, type RegisterValue, type SyncRecord } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import type { LoggedChange } from './unit-log.ts';

export interface ServerWrite {
	unitId: string;
	kind: string;
	id: string;
	set: { [register: string]: RegisterValue };
	/** The record as it stands. */
	earlier: SyncRecord | undefined;
	seq: number;
	atMs: number;
	changeId: string;
}

/** Makes a change of the server itself, and the record as it is after that change. The caller appends both. */
export function writeByServer({ unitId, kind, id, set, earlier, seq, atMs, changeId }: ServerWrite): {
	logged: LoggedChange;
	record: SyncRecord;
} {
	const stamp = formatReading({ ms: atMs, counter: 0, device: SERVER_DEVICE });
	const each = <T>(make: (value: RegisterValue, register: string) => T) =>
		Object.fromEntries(Object.entries(set).map(([register, value]) => [register, make(value, register)]));
	const written = each((value) => ({ value, stamp, change: changeId, by: SERVER_PERSON }));

	return {
		logged: {
			change: {
				id: changeId,
				v: 1,
				unitId,
				kind,
				recordId: id,
				set: each((value, register) => ({ value, prev: earlier?.registers[register]?.change ?? null })),
				hlc: stamp,
				device: SERVER_DEVICE,
				n: seq
			},
			receipt: { id: changeId, r: 'ok', seq, stamp, was: earlier?.seq ?? 0 },
			personId: SERVER_PERSON,
			stamp
		},
		record: { unitId, kind, id, seq, registers: { ...earlier?.registers, ...written } }
	};
}
