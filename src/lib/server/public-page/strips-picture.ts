import type { CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import { drawCell } from '#lib/domain/pictures/draw-cell.ts';
import { Picture, type Colour } from '#lib/domain/pictures/picture.ts';
import type { CriterionProgress } from '#lib/domain/progress/progress.ts';

/** What link previews show at full width. */
export const PICTURE = { width: 1200, height: 630 };

/** The light theme of ui/styles/tokens.css; a test compares them. */
export const COLOURS = {
	paper: '#F6F3EA',
	none: '#777464',
	doing: '#B07806',
	ready: '#4654A6',
	wait: '#4654A6',
	supplement: '#B07806',
	failed: '#B23A22',
	met: '#2A6B3F',
	block: '#B23A22'
} as const satisfies { [name: string]: Colour };

const MARGIN = 60;
const GAP = 6;
const BUND = 20;
const EDGE = 3;
const PIN = 20;
/** One commune alone still looks like a strip; of very many only the first are drawn. */
const CELL_HEIGHTS = { least: 8, most: 72 };
const ROWS_MOST = 24;

type Cell = Pick<CriterionProgress, 'criterion' | 'state' | 'blocked'>;

/** The strips of a district's communes one under another, in the order of the table. */
export function stripsPicture(strips: readonly (readonly Cell[])[], set: Pick<CriteriaSet, 'criteria'>): Picture {
	const picture = new Picture(PICTURE.width, PICTURE.height, COLOURS.paper);
	const rows = strips.slice(0, ROWS_MOST);
	const rowHeight = Math.floor((PICTURE.height - 2 * MARGIN) / Math.max(rows.length, 1));
	const height = Math.floor(Math.min(CELL_HEIGHTS.most, Math.max(CELL_HEIGHTS.least, rowHeight * 0.66)) / 8) * 8;
	const top = Math.floor((PICTURE.height - rowHeight * rows.length) / 2);
	const columns = columnsOf(set);

	rows.forEach((cells, row) => {
		const y = top + row * rowHeight + rowHeight - height;
		for (const cell of cells) {
			const column = columns.get(cell.criterion);
			if (column) drawCell(picture, cell, { ...column, y, height, stroke: EDGE, pin: pinOver(height) }, COLOURS);
		}
	});
	return picture;
}

/** As large as the room above the cell. */
const pinOver = (height: number) => ({ width: Math.min(PIN, height / 2), gap: 4 });

/** Where each criterion stands: groups are set apart by a wider gap. */
function columnsOf({ criteria }: Pick<CriteriaSet, 'criteria'>): Map<number, { x: number; width: number }> {
	const bunds = criteria.filter(({ group }, index) => index > 0 && group !== criteria[index - 1]!.group).length;
	const gaps = (criteria.length - 1) * GAP + bunds * (BUND - GAP);
	const width = Math.floor((PICTURE.width - 2 * MARGIN - gaps) / Math.max(criteria.length, 1));
	const columns = new Map<number, { x: number; width: number }>();

	let x = Math.floor((PICTURE.width - (width * criteria.length + gaps)) / 2);
	criteria.forEach(({ no, group }, index) => {
		if (index > 0) x += width + (group === criteria[index - 1]!.group ? GAP : BUND);
		columns.set(no, { x, width });
	});
	return columns;
}
