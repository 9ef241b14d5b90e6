import type { Change } from '#lib/domain/changes/change.ts';
import type { SimulatedDevice } from './simulated-device.ts';

/** A change as its author meant it: built on what they were looking at, or on their own later ones of the same device. What the
 *  change itself says must be that. */
export function asMeant({ saved, sights }: SimulatedDevice, change: Change): Change {
	const own = new Map(saved.map((one) => [one.id, one]));
	/** It, and what it was built on, as far back as that is all this device's. */
	function withAncestors(id: string | null, register: string): Set<string | null> {
		const passed = new Set([id]);
		for (let change = own.get(id ?? ''); change;) {
			const { prev = null } = change.set[register] ?? {};
			change = passed.has(prev) ? undefined : own.get(prev ?? '');
			passed.add(prev);
		}
		return passed;
	}

	const set = Object.entries(change.set).map(([register, { value, prev }]) => {
		const seen = sights.get(change.id)?.[register] ?? null;
		// What was refused stands for what it was built on, so that what was seen may itself be gone from the line.
		const isMeant = !withAncestors(seen, register).isDisjointFrom(withAncestors(prev, register));
		return [register, { value, prev: isMeant ? prev : seen }] as const;
	});
	return { ...change, set: Object.fromEntries(set) };
}
