import { holds, type Level } from './judge.ts';

/** Finer than any figure that is recorded. */
const MOST = 9;

/** With how many decimals a figure is written: as few as keep it on its own side of each level. 84,99 % is not 85 %. */
export function decimalsFor(value: number, least: number, levels: readonly Norm[]): number {
	for (let decimals = least; decimals < MOST; decimals++) {
		const written = Number(value.toFixed(decimals));
		if (levels.every((level) => stands(written, level) === stands(value, level))) return decimals;
	}
	return MOST;
}

export type Norm = Pick<Level, 'op' | 'value'>;

const stands = (value: number, { op, value: wanted }: Norm): boolean => holds(value, op, wanted);

/** What is nearly all is not all, and what is nearly nothing is not nothing. */
export const ALL_AND_NOTHING: readonly Norm[] = [
	{ op: '>=', value: 100 },
	{ op: '<=', value: 0 }
];
