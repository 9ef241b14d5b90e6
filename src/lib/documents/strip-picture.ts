import { drawCell, type CellColours } from '#lib/domain/pictures/draw-cell.ts';
import { Picture } from '#lib/domain/pictures/picture.ts';
import { pngOf } from '#lib/domain/pictures/png.ts';
import type { StripInReport } from '#lib/domain/report/report-document.ts';

/** Four points a unit: 390 to the inch where the strip is 4.2 cm wide, as fine as an office printer draws. */
const SCALE = 4;

/** The small strip of the screens: cell 6 × 16, gap 2, between groups 5, the pin of an obstacle above. */
const CELL = { width: 6 * SCALE, height: 16 * SCALE, stroke: SCALE };
const PIN = { width: 8 * SCALE, gap: 2 * SCALE, room: 7 * SCALE };
const GAP = 2 * SCALE;
const BUND = 5 * SCALE;

/** In black alone: the patterns carry the state. */
const BLACK = '#000000';
const COLOURS: CellColours = {
	...{ none: BLACK, doing: BLACK, ready: BLACK, wait: BLACK },
	...{ supplement: BLACK, failed: BLACK, met: BLACK, block: BLACK }
};

export function stripPicture({ cells, groups }: StripInReport): {
	png: Uint8Array<ArrayBuffer>;
	/** In units of the small strip. */
	width: number;
	height: number;
} {
	const starts = new Set(groups.map((_, at) => groups.slice(0, at).reduce((sum, count) => sum + count, 0)));
	let width = 0;
	const placed = cells.map((cell, at) => {
		if (at > 0) width += starts.has(at) ? BUND : GAP;
		const x = width;
		width += CELL.width;
		return { cell, x };
	});

	const picture = new Picture(width, PIN.room + CELL.height, '#FFFFFF');
	for (const { cell, x } of placed) drawCell(picture, cell, { ...CELL, x, y: PIN.room, pin: PIN }, COLOURS);

	return { png: pngOf(picture), width: width / SCALE, height: picture.height / SCALE };
}
