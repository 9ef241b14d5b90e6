import type { RecordKey } from '#lib/domain/changes/change.ts';

/** Keys of records begin with their unit and kind. In IndexedDB's order an array comes after every text, and a shorter array
 *  before the longer ones that begin like it: these are the bounds of all keys that begin so. */
export const allBelow = (beginning: readonly string[]): [string[], (string | never[])[]] => [
	[...beginning],
	[...beginning, []]
];

/** Keys of one unit and kind, and the range from the first to the last of them. Ids begin with the time at which they were
 *  made: what is saved, sent or fetched together mostly lies side by side, and a range is one request. */
export interface Span {
	keys: RecordKey[];
	from: string;
	to: string;
}

export function spansOf(keys: readonly RecordKey[]): Span[] {
	const spans = new Map<string, Span>();
	for (const key of keys) {
		const { unitId, kind, recordId: id } = key;
		const span = spans.get(`${unitId}/${kind}`) ?? { keys: [], from: id, to: id };
		span.keys.push(key);
		if (id < span.from) span.from = id;
		if (id > span.to) span.to = id;
		spans.set(`${unitId}/${kind}`, span);
	}
	return [...spans.values()];
}

/** Whole numbers that follow one another, as first and last: a range is deleted in one request. */
export function runsOf(numbers: readonly number[]): [number, number][] {
	const runs: [number, number][] = [];
	for (const number of [...numbers].sort((a, b) => a - b)) {
		const run = runs.at(-1);
		if (run && number <= run[1] + 1) run[1] = number;
		else runs.push([number, number]);
	}
	return runs;
}
