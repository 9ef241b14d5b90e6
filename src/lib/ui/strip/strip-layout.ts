import type { StripGroup } from './strip-cell.ts';

/** More cells than this in a row are too narrow for a number on a phone of 320 px. */
const CELLS_IN_A_ROW = 11;

/** Positions, counted from 0, before which the wider gap lies. */
export function groupStarts(groups: readonly StripGroup[]): number[] {
	const starts: number[] = [];
	let next = 0;
	for (const group of groups) {
		if (next > 0) starts.push(next);
		next += group.count;
	}

	return starts;
}

/** The large strip's rows as [from, to): they break where a group ends, as evenly as the groups allow. */
export function stripRows(length: number, groups: readonly StripGroup[]): [number, number][] {
	const rows = Math.ceil(length / CELLS_IN_A_ROW);
	const places = groupStarts(groups).filter((start) => start < length);
	const breaks = Array.from({ length: Math.max(rows - 1, 0) }, (_, index) => {
		const even = Math.floor((length * (index + 1)) / rows);
		const nearest = places.toSorted((a, b) => Math.abs(a - even) - Math.abs(b - even))[0];

		return nearest !== undefined && Math.abs(nearest - even) <= 2 ? nearest : even;
	});
	const edges = [0, ...breaks, length];

	return edges.slice(1).map((to, index) => [edges[index] ?? 0, to]);
}

/** Width of a cell of the large strip: the tightest row fills the line, the others keep its cell. */
export function largeCellWidth(rows: readonly [number, number][], starts: readonly number[]): string {
	const widths = rows.map(([from, to]) => {
		const cells = to - from;
		const bunds = starts.filter((start) => start > from && start < to).length;
		const gaps = Math.max(cells - 1 - bunds, 0);

		return `(100% - ${gaps} * var(--strip-l-gap) - ${bunds} * var(--strip-l-bund)) / ${Math.max(cells, 1)}`;
	});

	return widths.length === 0 ? '100%' : `min(${widths.join(', ')})`;
}
