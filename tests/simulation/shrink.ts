import { runHistory, STEPS, type Told } from './history.ts';
import type { Stores } from './stores.ts';
import type { Sabotage } from './village.ts';

export interface Minimal extends Told {
	/** Numbers of the steps that are left: none of them can be left out any more. */
	steps: number[];
}

/** What a violation is about, without the names in it. */
export const ruleOf = (violation: string): string => violation.slice(0, violation.indexOf(':'));

/** Leaves out steps, ever smaller runs of them, for as long as the same rule stays broken. */
export async function shrink(
	seed: number,
	rule: string,
	telling: { sabotage?: Sabotage; stores?: Stores } = {}
): Promise<Minimal> {
	let without: ReadonlySet<number> = new Set();
	let told = await runHistory(seed, telling);

	for (let size = STEPS / 2; size >= 1; size = Math.floor(size / 2)) {
		for (let from = 0; from < STEPS; from += size) {
			const fewer = new Set(without);
			for (let step = from; step < Math.min(from + size, STEPS); step++) fewer.add(step);
			if (fewer.size === without.size) continue;
			const shorter = await runHistory(seed, { ...telling, without: fewer });
			if (!shorter.violations.some((violation) => ruleOf(violation) === rule)) continue;
			without = fewer;
			told = shorter;
			if (size === 1) from = -1;
		}
	}
	const steps = Array.from({ length: STEPS }, (_, step) => step).filter((step) => !without.has(step));
	return { ...told, steps };
}
