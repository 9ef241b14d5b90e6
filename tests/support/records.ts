import type { RegisterValue, SyncRecord } from '#lib/domain/changes/change.ts';
import { formatReading } from '#lib/domain/changes/clock.ts';
import { makeUuid } from '#lib/domain/ids.ts';
import type { KindName, RegisterName, Value } from '#lib/domain/records/kinds.ts';

let written = 0;

/** A UUID that differs from every other one made in this run. */
export function nextId(): string {
	written += 1;
	const count = Uint8Array.from({ length: 10 }, (_, i) => Math.floor(written / 256 ** (9 - i)) % 256);
	return makeUuid(1_541_000_000_000 + written, count);
}

export interface Writing {
	unitId?: string;
	id?: string;
	by?: string;
	seq?: number;
	voided?: boolean;
}

type Values<K extends KindName> = { [R in RegisterName<K>]?: Value<K, R> };

/** A record as the server would hold it: each one written later than the one before. */
export function recordOf<K extends KindName>(kind: K, values: Values<K>, writing: Writing = {}): SyncRecord {
	const { unitId = '15697', id = nextId(), by = 'can-bo-xa', seq, voided = false } = writing;
	const set: { [register: string]: RegisterValue } = {
		...(values as { [register: string]: RegisterValue }),
		...(voided ? { life: { voided: true, reason: 'ghi nhầm' } } : {})
	};
	const registers = Object.entries(set).map(([register, value]) => {
		const change = nextId();
		const stamp = formatReading({ ms: 1_541_000_000_000 + written, counter: 0, device: 'phone001' });
		return [register, { value, stamp, change, by }] as const;
	});
	return { unitId, kind, id, seq: seq ?? written, registers: Object.fromEntries(registers) };
}
