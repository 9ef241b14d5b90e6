import type { CellState } from '#lib/domain/progress/progress.ts';
import type { StripInReport } from '#lib/domain/report/report-document.ts';
import { pngOf } from './png.ts';

/** The small strip of the screens, in points: cell 6 × 16, gap 2, between groups 5, the pin of an obstacle above. */
const CELL = { width: 6, height: 16 };
const GAP = 2;
const BUND = 5;
const PIN = 7;
/** Four black points a unit: 390 to the inch where the strip is 4.2 cm wide, as fine as an office printer draws. */
const SCALE = 4;

/** In black alone: the patterns carry the state. */
export function stripPicture({ cells, groups }: StripInReport): {
	png: Uint8Array<ArrayBuffer>;
	width: number;
	height: number;
} {
	const starts = new Set(groups.map((_, at) => groups.slice(0, at).reduce((sum, count) => sum + count, 0)));
	let width = 0;
	const placed = cells.map((cell, at) => {
		if (at > 0) width += starts.has(at) ? BUND : GAP;
		const left = width;
		width += CELL.width;
		return { ...cell, left };
	});
	const height = PIN + CELL.height;

	const isBlack = (x: number, y: number): boolean => {
		const across = (x + 0.5) / SCALE;
		const down = (y + 0.5) / SCALE - PIN;
		const cell = placed.find(({ left }) => across >= left - 1 && across < left + CELL.width + 1);
		if (!cell) return false;

		return down < 0
			? cell.blocked && isPin(across - cell.left, down + PIN)
			: isInk(cell.state, across - cell.left, down);
	};
	return { png: pngOf({ width: width * SCALE, height: height * SCALE, isBlack }), width, height };
}

/** A triangle that points down at the cell. */
const isPin = (across: number, down: number): boolean =>
	down < PIN - 2 && Math.abs(across - CELL.width / 2) < ((PIN - 2 - down) / (PIN - 2)) * 4;

function isInk(state: CellState, across: number, down: number): boolean {
	if (across < 0 || across >= CELL.width) return false;
	const isEdge = across < 1 || across >= CELL.width - 1 || down < 1 || down >= CELL.height - 1;

	switch (state) {
		case 'met':
			return true;
		case 'wait':
			// Bars and gaps 2:1:2:1:2.
			return [2, 5].every((gap) => Math.floor((down / CELL.height) * 8) !== gap);
		case 'doing':
			return isEdge || down >= CELL.height / 2;
		case 'none':
			return isEdge;
		case 'na':
			return Math.abs(down - CELL.height / 2) < 1 && across >= 1 && across < CELL.width - 1;
	}
}
