import type { CriteriaSet } from '#lib/domain/criteria/criteria-set.ts';
import type { CriterionProgress } from '#lib/domain/progress/progress.ts';
import { Picture, type Colour } from './png.ts';

/** What link previews show at full width. */
export const PICTURE = { width: 1200, height: 630 };

/** The light theme of ui/styles/tokens.css; a test compares them. */
export const COLOURS = {
	paper: '#F6F3EA',
	none: '#777464',
	doing: '#B07806',
	wait: '#4654A6',
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
			if (column) drawCell(picture, cell, { ...column, y, height });
		}
	});
	return picture;
}

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

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** The patterns of ui/strip/Cell.svelte. */
function drawCell(picture: Picture, { state, blocked }: Cell, box: Box): void {
	const { x, y, width, height } = box;
	const own = state === 'na' ? COLOURS.none : COLOURS[state];
	const ink = blocked ? COLOURS.block : own;
	const bar = height / 8;

	if (state === 'met') picture.fill(x, y, width, height, ink);
	if (state === 'wait') for (const at of [0, 3, 6]) picture.fill(x, y + at * bar, width, 2 * bar, ink);
	if (state === 'none' || state === 'doing') outline(picture, box, ink);
	if (state === 'doing') picture.fill(x, y + height / 2, width, height / 2, ink);
	if (state === 'na')
		picture.fill(x + Math.round(width / 5), y + height / 2 - 2, Math.round((width * 3) / 5), 4, ink);
	if (blocked) pin(picture, box);
}

function outline(picture: Picture, { x, y, width, height }: Box, ink: Colour): void {
	picture.fill(x, y, width, EDGE, ink);
	picture.fill(x, y + height - EDGE, width, EDGE, ink);
	picture.fill(x, y, EDGE, height, ink);
	picture.fill(x + width - EDGE, y, EDGE, height, ink);
}

/** A triangle that points down at the cell; as large as the room above it. */
function pin(picture: Picture, { x, y, width, height }: Box): void {
	const size = Math.min(PIN, Math.floor(height / 2));
	for (let row = 0; row < size / 2; row += 1)
		picture.fill(
			x + Math.round(width / 2) - size / 2 + row,
			y - 4 - size / 2 + row,
			size - 2 * row,
			1,
			COLOURS.block
		);
}
