import { runHistory, STEPS } from './history.ts';
import { violationsOf } from './invariants.ts';
import type { Sabotage, Village } from './village.ts';

export interface Minimal {
	village: Village;
	/** Numbers of the steps that are left: none of them can be left out any more. */
	steps: number[];
}

/** What a violation is about, without the names in it. */
export const ruleOf = (violation: string): string => violation.slice(0, violation.indexOf(':'));

/** Leaves out steps, ever smaller runs of them, for as long as the same rule stays broken. */
export async function shrink(seed: number, rule: string, sabotage: Sabotage = {}): Promise<Minimal> {
	let without: ReadonlySet<number> = new Set();
	let village = await runHistory(seed, { sabotage });

	for (let size = STEPS / 2; size >= 1; size = Math.floor(size / 2)) {
		for (let from = 0; from < STEPS; from += size) {
			const fewer = new Set(without);
			for (let step = from; step < Math.min(from + size, STEPS); step++) fewer.add(step);
			if (fewer.size === without.size) continue;
			const shorter = await runHistory(seed, { sabotage, without: fewer });
			if (!violationsOf(shorter).some((violation) => ruleOf(violation) === rule)) continue;
			without = fewer;
			village = shorter;
			if (size === 1) from = -1;
		}
	}
	return { village, steps: Array.from({ length: STEPS }, (_, step) => step).filter((step) => !without.has(step)) };
}
