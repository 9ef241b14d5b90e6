import type { Change } from '#lib/domain/changes/change.ts';
import { tick } from '#lib/domain/changes/clock.ts';
import { PUSH_LIMITS } from '#lib/domain/changes/push.ts';
import type { DemoWrite } from './demo-write.ts';

/** A device of their own for each author, as many as there are: none belongs to two people. */
export const seedDevice = (nth: number): string => `seed${String(nth).padStart(4, '0')}`;

export interface Batch {
	personId: string;
	device: string;
	changes: Change[];
}

/** The writes as changes of their authors' devices, in batches that each are of one person, as a push must be. */
export function batchesOf(writes: readonly DemoWrite[], nowMs: number): Batch[] {
	const standing = new Map<string, string>();
	const batches: Batch[] = [];
	const authors = [...new Set(writes.map(({ personId }) => personId))];
	const made = new Map<string, number>();
	let hlc: string | undefined;

	for (const { changeId, personId, unitId, kind, recordId, set } of writes) {
		const device = seedDevice(authors.indexOf(personId));
		const n = (made.get(device) ?? 0) + 1;
		made.set(device, n);
		hlc = tick(hlc, nowMs, device);
		const change: Change = {
			id: changeId,
			v: 1,
			unitId,
			kind,
			recordId,
			set: {},
			hlc,
			device,
			n
		};
		for (const [register, value] of Object.entries(set)) {
			const key = [unitId, kind, recordId, register].join('/');
			change.set[register] = { value, prev: standing.get(key) ?? null };
			standing.set(key, changeId);
		}
		const last = batches.at(-1);
		if (last?.personId === personId && last.changes.length < PUSH_LIMITS.changes) last.changes.push(change);
		else batches.push({ personId, device, changes: [change] });
	}
	return batches;
}
