import { hasFigure, isPercent, type Indicator, type Threshold } from './criteria-set.ts';
import { thresholdFor, type Ground } from './threshold.ts';

export interface Figure {
	value?: number | undefined;
	part?: number | undefined;
	whole?: number | undefined;
}

/** What was measured; `more` are the second figures, found by their label. */
export interface Figures extends Figure {
	more?: readonly (Figure & { label: string })[] | undefined;
}

/** A level as printed, without its second figures. */
export type Level = Pick<Threshold, 'op' | 'value' | 'unit'>;

export interface Gap {
	amount: number;
	/** `pairs`: of what the pair counts (villages, houses); `points`: of a percentage; `value`: of the level's own unit. */
	unit: 'pairs' | 'points' | 'value';
	direction: 'short' | 'over';
}

export interface JudgedFigure {
	met: boolean;
	value: number;
	unit: string;
	threshold: Level;
	/** What is wanting; null when the figure itself is good enough. */
	gap: Gap | null;
}

export interface JudgedPart extends JudgedFigure {
	label: string;
}

export interface Judged extends JudgedFigure {
	kind: 'judged';
	/** The second figures that are known. `met` holds only when they hold too; `gap` is of the first figure alone. */
	parts: JudgedPart[];
	/** Labels of second figures not given; then the verdict is "not met", which no further figure can change. */
	missing: string[];
}

export interface ByPerson {
	kind: 'by-person';
	/** What the figures give, though there is nothing to hold it against. */
	value: number | null;
	/** Without a known level, what the person saw has to be put into words. */
	noteRequired: boolean;
	/** Who has not given the level yet; absent where it is not known whose it is to give. */
	awaits?: 'province';
}

/** A figure is waited for. What is known already is judged all the same. */
export interface Incomplete {
	kind: 'incomplete';
	first: JudgedFigure | null;
	parts: JudgedPart[];
	/** Labels of second figures not given. */
	missing: string[];
}

export type Judgement = Judged | ByPerson | Incomplete;

/** Holds what was measured against the level that applies. */
export function judge(indicator: Indicator, figures: Figures, ground: Ground): Judgement {
	if (!hasFigure(indicator)) return { kind: 'by-person', value: null, noteRequired: false };

	const threshold = thresholdFor(indicator, ground);
	const isShare = isPercent(indicator);
	const reading = read(figures, isShare);
	if (!threshold) {
		const awaits = indicator.set_by && { awaits: indicator.set_by };
		return { kind: 'by-person', value: reading?.value ?? null, noteRequired: true, ...awaits };
	}

	const { and = [], op, value, unit } = threshold;
	const { parts, missing } = judgeParts(and, figures.more ?? []);
	if (!reading) return { kind: 'incomplete', first: null, parts, missing };

	const first = judgeFigure(reading, { op, value, unit }, isShare);
	const met = first.met && parts.every((part) => part.met);
	if (met && missing.length > 0) return { kind: 'incomplete', first, parts, missing };

	return { kind: 'judged', ...first, met, parts, missing };
}

function judgeParts(levels: NonNullable<Threshold['and']>, more: NonNullable<Figures['more']>) {
	const parts: JudgedPart[] = [];
	const missing: string[] = [];

	for (const { label, ...level } of levels) {
		const figure = more.find((candidate) => candidate.label === label);
		const reading = figure && read(figure, level.unit === '%');
		if (reading) parts.push({ label, ...judgeFigure(reading, level, level.unit === '%') });
		else missing.push(label);
	}
	return { parts, missing };
}

interface Reading {
	value: number;
	pair?: { part: number; whole: number };
}

/** A percentage comes from its pair, or was typed; any other figure is the value. */
function read({ value, part, whole }: Figure, isPercent: boolean): Reading | undefined {
	if (isPercent && isNumber(part) && isNumber(whole) && whole > 0) {
		return { value: (part * 100) / whole, pair: { part, whole } };
	}
	return isNumber(value) ? { value } : undefined;
}

const isNumber = (figure: number | undefined): figure is number => figure !== undefined && Number.isFinite(figure);

function judgeFigure({ value, pair }: Reading, threshold: Level, isPercent: boolean): JudgedFigure {
	const reached = pair ? pair.part : value;
	const wanted = pair ? (threshold.value * pair.whole) / 100 : threshold.value;
	const met = holds(reached, threshold.op, wanted);
	const isCounted = pair !== undefined && Number.isInteger(pair.part) && Number.isInteger(pair.whole);
	const unit = pair ? 'pairs' : isPercent ? 'points' : 'value';

	return {
		met,
		value,
		unit: threshold.unit,
		threshold,
		gap: met ? null : { unit, ...distance(reached, wanted, isCounted) }
	};
}

/** Things that are counted are wanting whole: 80 % of 8 villages is 7 villages. */
function distance(reached: number, wanted: number, isCounted: boolean): Pick<Gap, 'amount' | 'direction'> {
	const isShort = reached < wanted;
	const edge = isCounted ? wholeEdge(wanted, isShort) : wanted;

	return { amount: withoutNoise(Math.abs(edge - reached)), direction: isShort ? 'short' : 'over' };
}

const wholeEdge = (wanted: number, isShort: boolean) =>
	isShort ? Math.ceil(wanted - slack(wanted)) : Math.floor(wanted + slack(wanted));

/** Whether what was reached is good enough. */
export function holds(reached: number, op: Threshold['op'], wanted: number): boolean {
	if (Math.abs(reached - wanted) <= slack(wanted)) return true;
	if (op === '==') return false;

	return op === '>=' ? reached > wanted : reached < wanted;
}

/** Binary fractions miss decimal ones by far less than this, and no figure of the trade is that fine. */
const slack = (wanted: number) => 1e-9 * Math.max(1, Math.abs(wanted));

const withoutNoise = (amount: number) => Math.round(amount * 1e6) / 1e6;
