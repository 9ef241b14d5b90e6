import type { CellState } from '../progress/progress.ts';
import type { StripInReport } from './report-document.ts';

/** The strip where nothing can be drawn. */
export const STRIP_SIGNS: Readonly<Record<CellState, string>> = {
	none: '□',
	doing: '⬓',
	ready: '▣',
	wait: '▤',
	supplement: '⊟',
	failed: '⊠',
	met: '■',
	na: '–'
};

/** "▤ ⬓⬓■ (vướng 6, 17)" */
export function stripSigns({ cells, groups }: StripInReport): string {
	let next = 0;
	const parts = groups.map((count) => {
		const part = cells.slice(next, next + count).map(({ state }) => STRIP_SIGNS[state]);
		next += count;
		return part.join('');
	});
	const blocked = cells.filter((cell) => cell.blocked).map(({ criterion }) => criterion);

	return parts.join(' ') + (blocked.length > 0 ? ` (vướng ${blocked.join(', ')})` : '');
}

export const STRIP_LEGEND: readonly { state: CellState; words: string }[] = [
	{ state: 'met', words: 'đạt' },
	{ state: 'wait', words: 'chờ thẩm định' },
	{ state: 'supplement', words: 'ngành yêu cầu bổ sung' },
	{ state: 'failed', words: 'ngành kết luận chưa đạt' },
	{ state: 'ready', words: 'xong hồ sơ' },
	{ state: 'doing', words: 'đang lập hồ sơ' },
	{ state: 'none', words: 'chưa bắt đầu' },
	{ state: 'na', words: 'chưa có số liệu' }
];

/** What the strip's pin means, and the dash of a table. */
export const STRIP_NOTES = { blocked: 'vướng mắc', unknown: 'Dấu – trong bảng: xã chưa báo.' };
