import type { CellState, StripCell } from '#lib/ui/strip/strip-cell.ts';

export const GROUPS = [
	{ no: 'I', count: 1 },
	{ no: 'II', count: 8 },
	{ no: 'III', count: 4 },
	{ no: 'IV', count: 4 },
	{ no: 'V', count: 2 }
];

const LETTERS: Record<string, CellState> = {
	n: 'none',
	d: 'doing',
	r: 'ready',
	w: 'wait',
	s: 'supplement',
	f: 'failed',
	m: 'met',
	'-': 'na'
};

const strip = (states: string, ...blocked: number[]): StripCell[] =>
	[...states].map((letter, index) => ({
		criterion: index + 1,
		state: LETTERS[letter] ?? 'na',
		blocked: blocked.includes(index + 1)
	}));

export const COMMUNES = [
	{ name: 'Xã Minh Châu', cells: strip('wddmdddrdnnddmdnddw', 6, 17) },
	{ name: 'Xã Dân Lý', cells: strip('wmwmmmmwwwwwwmmmwww', 17) },
	{ name: 'Xã Thọ Cường', cells: strip('dndddnndnnnnddddndd', 2, 9, 17) },
	{ name: 'Xã chưa báo', cells: strip('-------------------') }
] as const;

export const STATES: readonly { state: CellState; blocked: boolean }[] = [
	{ state: 'none', blocked: false },
	{ state: 'doing', blocked: false },
	{ state: 'ready', blocked: false },
	{ state: 'wait', blocked: false },
	{ state: 'supplement', blocked: false },
	{ state: 'failed', blocked: false },
	{ state: 'met', blocked: false },
	{ state: 'na', blocked: false },
	{ state: 'doing', blocked: true }
];

/** A set of another length, with groups of its own. */
export const SHORT_GROUPS = [
	{ no: 'I', count: 3 },
	{ no: 'II', count: 4 },
	{ no: 'III', count: 3 }
];
export const SHORT_SET = strip('mmwddnwdnn', 5);
