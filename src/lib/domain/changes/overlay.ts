import type { Change, SyncRecord } from './change.ts';

/** What screens read: the server's copy with this device's unsent changes laid over it unconditionally, in order of n.
 *  A laid-over register carries the change's own hlc in place of a stamp. Undefined when nothing exists yet. */
export function layOver(base: SyncRecord | undefined, changes: readonly Change[], by: string): SyncRecord | undefined {
	const first = changes[0];
	if (!first) return base;

	const registers = { ...base?.registers };
	for (const change of changes) {
		for (const [register, { value }] of Object.entries(change.set)) {
			registers[register] = { value, stamp: change.hlc, change: change.id, by };
		}
	}
	return { unitId: first.unitId, kind: first.kind, id: first.recordId, seq: base?.seq ?? 0, registers };
}
