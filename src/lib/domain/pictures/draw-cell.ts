import type { CellState, CriterionProgress } from '../progress/progress.ts';
import type { Colour, Picture } from './picture.ts';

/** What each state is drawn in; an obstacle takes the place of the state's own. */
export type CellColours = Record<Exclude<CellState, 'na'> | 'block', Colour>;

export interface CellBox {
	x: number;
	y: number;
	width: number;
	/** A multiple of 8, so that the bars of a waiting cell fall on whole pixels. */
	height: number;
	/** Of the outline. */
	stroke: number;
	/** The triangle above the cell: as wide as it is at its top, twice as wide as it is high. */
	pin: { width: number; gap: number };
}

/** One cell of a strip, in the patterns of `ui/strip/Cell.svelte`. */
export function drawCell(
	picture: Picture,
	{ state, blocked }: Pick<CriterionProgress, 'state' | 'blocked'>,
	box: CellBox,
	colours: CellColours
): void {
	const { x, y, width, height } = box;
	const ink = blocked ? colours.block : colours[state === 'na' ? 'none' : state];
	const bar = height / 8;

	if (state === 'met') picture.fill(x, y, width, height, ink);
	if (state === 'wait') for (const at of [0, 3, 6]) picture.fill(x, y + at * bar, width, 2 * bar, ink);
	if (OUTLINED.has(state)) outline(picture, box, ink);
	if (state === 'ready') picture.fill(...inside(box), ink);
	if (state === 'doing') picture.fill(x, y + height / 2, width, height / 2, ink);
	if (state === 'na') picture.fill(x + width / 6, y + (height - bar) / 2, (width * 2) / 3, bar, ink);
	if (state === 'supplement') picture.fill(x, y + (height - 2 * bar) / 2, width, 2 * bar, ink);
	if (state === 'failed') drawCross(picture, box, ink);
	if (blocked) drawPin(picture, box, colours.block);
}

const OUTLINED: ReadonlySet<CellState> = new Set(['none', 'doing', 'ready', 'supplement', 'failed']);

/** From corner to corner, as thick as two outlines across. */
function drawCross(picture: Picture, { x, y, width, height, stroke }: CellBox, ink: Colour): void {
	const thick = 2 * stroke;
	for (let row = 0; row < height; row += 1) {
		const across = Math.round(((width - thick) * row) / (height - 1));
		picture.fill(x + across, y + row, thick, 1, ink);
		picture.fill(x + width - thick - across, y + row, thick, 1, ink);
	}
}

/** With a gap round it that is seen in the smallest cell too. */
function inside({ x, y, width, height, stroke }: CellBox) {
	const across = Math.max(2 * stroke, Math.round(width * 0.18));
	const down = Math.max(2 * stroke, Math.round(height * 0.18));

	return [x + across, y + down, width - 2 * across, height - 2 * down] as const;
}

function outline(picture: Picture, { x, y, width, height, stroke }: CellBox, ink: Colour): void {
	picture.fill(x, y, width, stroke, ink);
	picture.fill(x, y + height - stroke, width, stroke, ink);
	picture.fill(x, y, stroke, height, ink);
	picture.fill(x + width - stroke, y, stroke, height, ink);
}

/** It points down at the cell. */
function drawPin(picture: Picture, { x, y, width, pin }: CellBox, ink: Colour): void {
	const height = pin.width / 2;
	for (let row = 0; row < height; row += 1)
		picture.fill(x + (width - pin.width) / 2 + row, y - pin.gap - height + row, pin.width - 2 * row, 1, ink);
}
