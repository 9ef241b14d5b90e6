import type { CellState } from '#lib/domain/progress/progress.ts';

export type { CellState };

/** A criterion as the strip shows it: how far its dossier is, and whether an obstacle is open there. */
export interface StripCell {
	criterion: number;
	state: CellState;
	blocked: boolean;
}

/** A group of criteria, in their order: { no: 'II', count: 8 }. */
export interface StripGroup {
	no: string;
	count: number;
}

/** In the order of the legend and of every sentence: from the finish backwards, unknown last. */
export const STATES: readonly CellState[] = ['met', 'wait', 'supplement', 'failed', 'ready', 'doing', 'none', 'na'];

export function countStates(cells: readonly StripCell[]): Record<CellState, number> {
	const counts = { met: 0, wait: 0, supplement: 0, failed: 0, ready: 0, doing: 0, none: 0, na: 0 };
	for (const cell of cells) counts[cell.state] += 1;

	return counts;
}

export const blockedCriteria = (cells: readonly StripCell[]): number[] =>
	cells.filter((cell) => cell.blocked).map((cell) => cell.criterion);
