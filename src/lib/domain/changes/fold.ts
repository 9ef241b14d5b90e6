import type { Register, RegisterValue } from './change.ts';
import { sameValue } from './same-value.ts';

/** What the log knows of a change of the same record and register. */
export interface Ancestor {
	prev: string | null;
	value: RegisterValue;
	/** A refused change stands for its own `prev`. */
	refused?: boolean;
}

/** Finds a change of the same record by its id, for the register being folded. */
export type Lineage = (changeId: string) => Ancestor | undefined;

/** `taken`: built on what stands. `ancestor`: what stands was built on it. `won`, `lost`: made without knowing of each
 *  other; `rival` is then the other side, absent when both wrote the same. */
export interface Folded {
	outcome: 'taken' | 'ancestor' | 'won' | 'lost';
	standing: Register;
	rival?: Register;
}

export function foldRegister(
	standing: Register | undefined,
	incoming: Register & { prev: string | null },
	lineage: Lineage
): Folded {
	const { prev, ...written } = incoming;

	if (!standing || isBuiltOn(prev, standing, lineage)) return { outcome: 'taken', standing: written };
	if (descendsFrom(standing.change, written.change, lineage)) return { outcome: 'ancestor', standing };

	const rival = sameValue(standing.value, written.value);
	return isLater(written, standing)
		? { outcome: 'won', standing: written, ...(rival ? {} : { rival: standing }) }
		: { outcome: 'lost', standing, ...(rival ? {} : { rival: written }) };
}

/** Total order of edits made without knowing of each other; the stamp ends with its device. */
function isLater(a: Register, b: Register): boolean {
	return a.stamp === b.stamp ? a.change > b.change : a.stamp > b.stamp;
}

/** True when `prev` stands, when what stands has the value that `prev` had, or when `prev` descends from what stands. */
export function isBuiltOn(prev: string | null, standing: Register, lineage: Lineage): boolean {
	const seen = unrefused(prev, lineage);
	if (seen === null) return false;

	const ancestor = lineage(seen);
	if (ancestor && sameValue(ancestor.value, standing.value)) return true;

	// What stands is an ancestor when a change came late: after what was built on it had lost to another one.
	return descendsFrom(seen, standing.change, lineage);
}

/** The nearest change that was not refused, from `id` back along `prev`. */
export function unrefused(id: string | null, lineage: Lineage): string | null {
	let current = id;
	const passed = new Set<string>();

	while (current !== null && !passed.has(current)) {
		const ancestor = lineage(current);
		if (!ancestor?.refused) return current;
		passed.add(current);
		current = ancestor.prev;
	}
	return null;
}

function descendsFrom(id: string, wanted: string, lineage: Lineage): boolean {
	let current: string | null = id;
	const passed = new Set<string>();

	while (current !== null && !passed.has(current)) {
		if (current === wanted) return true;
		passed.add(current);
		current = lineage(current)?.prev ?? null;
	}
	return false;
}
