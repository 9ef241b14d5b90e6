import { hasFigure, isCount, isPercent, type Indicator, type Threshold } from '../../criteria/criteria-set.ts';
import type { Figure } from '../../criteria/judge.ts';
import { unitOf, type Ground } from '../../criteria/threshold.ts';
import { isCounted, wordsOfSubject } from '../../criteria/what-is-counted.ts';
import { readNumber, type NumberAsked } from '../typed-number.ts';
import type { CheckField, CheckProblem } from './problem.ts';
import type { CheckTyped, FigureTyped } from './typed.ts';

export interface FigureRead {
	figure: Figure;
	problems: CheckProblem[];
	/** The boxes that a missing figure would have to be typed in. */
	empty: CheckField[];
}

export interface FiguresRead {
	first: FigureRead;
	more: (FigureRead & { label: string })[];
}

export const NOTHING: FigureRead = { figure: {}, problems: [], empty: [] };

const BLANK: FigureTyped = { way: 'pair', part: '', whole: '', figure: '' };
const SHARE: NumberAsked = { units: ['%'] };

/** The figures of a form as typed. The second ones are of the same things as the first. */
export function readFigures(
	typed: CheckTyped,
	{ indicator, ground, threshold }: { indicator: Indicator; ground: Ground; threshold: Threshold | undefined }
): FiguresRead {
	const pair = {
		units: wordsOfSubject(ground.set, indicator.no),
		isCounted: isCounted(ground.set, indicator.no)
	};
	const single = isPercent(indicator)
		? SHARE
		: { units: [unitOf(indicator, ground) ?? '', ...pair.units], isCounted: isCount(indicator) };

	return {
		first: hasFigure(indicator) ? readFigure(typed.figure, isPercent(indicator), { pair, single }) : NOTHING,
		more: (threshold?.and ?? []).map(({ label, unit }) => ({
			label,
			...readFigure(typed.more[label] ?? BLANK, unit === '%', {
				pair,
				single: unit === '%' ? SHARE : { units: [unit] }
			})
		}))
	};
}

interface Asked {
	pair: NumberAsked;
	single: NumberAsked;
}

function readFigure(typed: FigureTyped, isShare: boolean, { pair, single }: Asked): FigureRead {
	return isShare && typed.way === 'pair' ? readPair(typed, pair) : readSingle(typed.figure, isShare, single);
}

function readSingle(typed: string, isShare: boolean, asked: NumberAsked): FigureRead {
	const { value, problems } = readAmount(typed, 'figure', asked);
	if (value === undefined) return { figure: {}, problems, empty: problems.length === 0 ? ['figure'] : [] };

	if (isShare && value > 100) return broken({ at: 'figure', kind: 'over-hundred' });
	return { figure: { value }, problems: [], empty: [] };
}

function readPair(typed: FigureTyped, asked: NumberAsked): FigureRead {
	const part = readAmount(typed.part, 'part', asked);
	const whole = readAmount(typed.whole, 'whole', asked);
	const problems = [...part.problems, ...whole.problems];
	if (problems.length > 0) return { figure: {}, problems, empty: [] };

	// A whole that stands there from last time does not yet make a figure; a part does.
	if (part.value === undefined)
		return { figure: {}, problems, empty: whole.value === undefined ? ['part', 'whole'] : ['part'] };
	if (whole.value === undefined) return broken({ at: 'whole', kind: 'missing' });
	if (whole.value === 0) return broken({ at: 'whole', kind: 'nothing-counted' });
	if (part.value > whole.value) return broken({ at: 'part', kind: 'part-over-whole', whole: whole.value });

	return { figure: { part: part.value, whole: whole.value }, problems, empty: [] };
}

const broken = (problem: CheckProblem): FigureRead => ({ figure: {}, problems: [problem], empty: [] });

function readAmount(typed: string, at: CheckField, asked: NumberAsked): { value?: number; problems: CheckProblem[] } {
	const read = readNumber(typed, asked);
	if (read.kind === 'empty') return { problems: [] };
	if (read.kind === 'unreadable') return { problems: [{ at, kind: 'unreadable', typed: typed.trim() }] };
	if (read.value < 0) return { problems: [{ at, kind: 'negative' }] };

	return asked.isCounted && !Number.isInteger(read.value)
		? { problems: [{ at, kind: 'not-whole' }] }
		: { value: read.value, problems: [] };
}

/** Only what the verdict waits for: where the first figure already fails, no second one can change it. */
export function missingFigures({ first, more }: FiguresRead): CheckProblem[] {
	return [
		...first.empty.map((at) => ({ at, kind: 'missing' }) as const),
		...more.flatMap(({ label, empty }) => empty.map((at) => ({ at, of: label, kind: 'missing' }) as const))
	];
}
