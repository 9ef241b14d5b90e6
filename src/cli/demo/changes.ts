import type { Change } from '#lib/domain/changes/change.ts';
import { tick } from '#lib/domain/changes/clock.ts';
import { PUSH_LIMITS } from '#lib/domain/changes/push.ts';
import type { DemoWrite } from './demo-write.ts';

export const SEED_DEVICE = 'seed0000';

export interface Batch {
	personId: string;
	changes: Change[];
}

/** The writes as changes of one device, in batches that each are of one person, as a push must be. */
export function batchesOf(writes: readonly DemoWrite[], nowMs: number): Batch[] {
	const standing = new Map<string, string>();
	const batches: Batch[] = [];
	let hlc: string | undefined;

	writes.forEach(({ changeId, personId, unitId, kind, recordId, set }, at) => {
		hlc = tick(hlc, nowMs, SEED_DEVICE);
		const change: Change = {
			id: changeId,
			v: 1,
			unitId,
			kind,
			recordId,
			set: {},
			hlc,
			device: SEED_DEVICE,
			n: at + 1
		};
		for (const [register, value] of Object.entries(set)) {
			const key = [unitId, kind, recordId, register].join('/');
			change.set[register] = { value, prev: standing.get(key) ?? null };
			standing.set(key, changeId);
		}
		const last = batches.at(-1);
		if (last?.personId === personId && last.changes.length < PUSH_LIMITS.changes) last.changes.push(change);
		else batches.push({ personId, changes: [change] });
	});
	return batches;
}
