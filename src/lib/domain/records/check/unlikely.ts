import type { Threshold } from '../../criteria/criteria-set.ts';
import type { Figure } from '../../criteria/judge.ts';

/** A figure of another size than last time, or than the level: perhaps in đồng where millions are asked for. */
export interface Unlikely {
	at: 'whole' | 'figure';
	value: number;
	/** What it was last time, or where nothing was recorded, the level. */
	usual: number;
	isLast: boolean;
}

/** What rarely happens from one check to the next, and at once when a unit is mistaken or a digit is typed twice. */
const TIMES = 10;
/** Small counts may well grow so much: from one house to twelve. */
const SMALL_COUNT = 100;

export function unlikelyIn(
	{ value, whole }: Figure,
	{ last, level, isCount }: { last: Figure | undefined; level: Threshold | undefined; isCount: boolean }
): Unlikely | undefined {
	if (whole !== undefined) return judge('whole', whole, { before: last?.whole, level: undefined, isCount: true });

	const before = last?.value ?? (last?.whole ? ((last.part ?? 0) * 100) / last.whole : undefined);
	return value === undefined ? undefined : judge('figure', value, { before, level: level?.value, isCount });
}

function judge(
	at: Unlikely['at'],
	value: number,
	{ before, level, isCount }: { before: number | undefined; level: number | undefined; isCount: boolean }
): Unlikely | undefined {
	const usual = before ?? level;
	if (usual === undefined || !isFar(value, usual)) return undefined;
	if (isCount && Math.max(value, usual) < SMALL_COUNT) return undefined;

	return { at, value, usual, isLast: before !== undefined };
}

const isFar = (value: number, usual: number): boolean =>
	value > 0 && usual > 0 && (value >= usual * TIMES || value * TIMES <= usual);
