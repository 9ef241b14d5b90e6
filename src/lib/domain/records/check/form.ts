import type { Indicator, Threshold } from '../../criteria/criteria-set.ts';
import { judge, type Figure, type Judgement } from '../../criteria/judge.ts';
import { thresholdFor, type Ground } from '../../criteria/threshold.ts';
import { isDayOfTrade, isTradeDate, type TradeDate } from '../../dates.ts';
import type { Measurement } from './schema.ts';
import { isPercent, type CheckTyped, type FigureTyped } from './typed.ts';
import { tidyText } from '../form-fields.ts';
import { TEXT_LIMIT } from '../text-limit.ts';
import { readNumber } from '../typed-number.ts';

export type CheckField = 'part' | 'whole' | 'figure' | 'seen' | 'on' | 'note';

/** What keeps a check from being saved, by the field it stands at; `of` names a second figure. */
export type CheckProblem = { at: CheckField; of?: string } & (
	| { kind: 'missing' }
	| { kind: 'unreadable'; typed: string }
	| { kind: 'negative' }
	| { kind: 'not-whole' }
	| { kind: 'over-hundred' }
	| { kind: 'nothing-counted' }
	| { kind: 'part-over-whole'; whole: number }
	| { kind: 'no-day' | 'odd-year' }
	| { kind: 'future'; today: TradeDate }
	| { kind: 'too-long'; limit: number }
);

export interface CheckReading {
	/** What may be saved; undefined while there are problems. */
	measurement: Measurement | undefined;
	judgement: Judgement;
	/** The level of the year of the check. */
	threshold: Threshold | undefined;
	/** In the order of the form. */
	problems: CheckProblem[];
}

interface Reading {
	indicator: Indicator;
	/** The ground of a year: the level may differ from year to year. */
	groundOf: (year: number) => Ground;
	today: TradeDate;
	/** The value that this one replaces; what the form does not ask for is carried over. */
	earlier?: Measurement | undefined;
}

/** Reads a form as typed: the measurement it stands for, or everything that is in its way. */
export function readCheck(typed: CheckTyped, { indicator, groundOf, today, earlier }: Reading): CheckReading {
	const day = readDay(typed.on, today);
	const ground = groundOf(Number((isTradeDate(typed.on) ? typed.on : today).slice(0, 4)));
	const threshold = thresholdFor(indicator, ground);
	const isApplicable = typed.seen !== 'not_applicable';

	const asked = isApplicable ? readFigures(typed, indicator, threshold) : { first: NOTHING, more: [] };
	const figures = { ...asked.first.figure, more: asked.more.map(({ label, figure }) => ({ label, ...figure })) };
	const judgement = judge(indicator, figures, ground);
	const isByPerson = judgement.kind === 'by-person';
	const isNoteWanted = isApplicable && isByPerson && judgement.noteRequired;

	const problems: CheckProblem[] = [
		...asked.first.problems,
		...asked.more.flatMap(({ label, problems }) => problems.map((problem) => ({ ...problem, of: label }))),
		...(isApplicable && judgement.kind === 'incomplete' ? missingFigures(asked) : []),
		...(isApplicable && isByPerson && typed.seen === null ? [{ at: 'seen', kind: 'missing' } as const] : []),
		...day,
		...readNote(typed.note, isNoteWanted)
	];
	const met = isByPerson || !isApplicable ? typed.seen : isMet(judgement);
	const measurement =
		problems.length === 0 && met !== null ? toMeasurement(typed, { met, asked, threshold, earlier }) : undefined;

	return { measurement, judgement, threshold, problems };
}

interface FigureRead {
	figure: Figure;
	problems: CheckProblem[];
	/** The boxes that a missing figure would have to be typed in. */
	empty: CheckField[];
}

interface FiguresRead {
	first: FigureRead;
	more: (FigureRead & { label: string })[];
}

const NOTHING: FigureRead = { figure: {}, problems: [], empty: [] };

function readFigures(typed: CheckTyped, indicator: Indicator, threshold: Threshold | undefined): FiguresRead {
	const isCount = indicator.kind === 'count_min' || indicator.kind === 'count_max';

	return {
		first: indicator.kind === 'yesno' ? NOTHING : readFigure(typed.figure, isPercent(indicator), isCount),
		more: (threshold?.and ?? []).map(({ label, unit }) => ({
			label,
			...readFigure(typed.more[label] ?? BLANK, unit === '%', false)
		}))
	};
}

const BLANK: FigureTyped = { way: 'pair', part: '', whole: '', figure: '' };

function readFigure(typed: FigureTyped, mayPair: boolean, isCount: boolean): FigureRead {
	return mayPair && typed.way === 'pair' ? readPair(typed) : readSingle(typed.figure, mayPair, isCount);
}

function readSingle(typed: string, isPercentage: boolean, isCount: boolean): FigureRead {
	const { value, problems } = readAmount(typed, 'figure');
	if (value === undefined) return { figure: {}, problems, empty: problems.length === 0 ? ['figure'] : [] };

	if (isPercentage && value > 100) return broken({ at: 'figure', kind: 'over-hundred' });
	if (isCount && !Number.isInteger(value)) return broken({ at: 'figure', kind: 'not-whole' });
	return { figure: { value }, problems: [], empty: [] };
}

function readPair(typed: FigureTyped): FigureRead {
	const part = readAmount(typed.part, 'part');
	const whole = readAmount(typed.whole, 'whole');
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

function readAmount(typed: string, at: CheckField): { value?: number; problems: CheckProblem[] } {
	const read = readNumber(typed);
	if (read.kind === 'empty') return { problems: [] };
	if (read.kind === 'unreadable') return { problems: [{ at, kind: 'unreadable', typed: typed.trim() }] };

	return read.value < 0 ? { problems: [{ at, kind: 'negative' }] } : { value: read.value, problems: [] };
}

/** Only what the verdict waits for: where the first figure already fails, no second one can change it. */
function missingFigures({ first, more }: FiguresRead): CheckProblem[] {
	return [
		...first.empty.map((at) => ({ at, kind: 'missing' }) as const),
		...more.flatMap(({ label, empty }) => empty.map((at) => ({ at, of: label, kind: 'missing' }) as const))
	];
}

function readDay(on: string, today: TradeDate): CheckProblem[] {
	if (on === '') return [{ at: 'on', kind: 'missing' }];
	if (!isTradeDate(on)) return [{ at: 'on', kind: 'no-day' }];
	if (!isDayOfTrade(on)) return [{ at: 'on', kind: 'odd-year' }];

	return on > today ? [{ at: 'on', kind: 'future', today }] : [];
}

function readNote(note: string, isWanted: boolean): CheckProblem[] {
	if (isWanted && tidyText(note) === '') return [{ at: 'note', kind: 'missing' }];

	return note.length > TEXT_LIMIT ? [{ at: 'note', kind: 'too-long', limit: TEXT_LIMIT }] : [];
}

const isMet = (judgement: Judgement): Measurement['met'] | null =>
	judgement.kind === 'judged' ? (judgement.met ? 'met' : 'not_met') : null;

interface Judged {
	met: Measurement['met'];
	asked: FiguresRead;
	threshold: Threshold | undefined;
	earlier: Measurement | undefined;
}

function toMeasurement(typed: CheckTyped, { met, asked, threshold, earlier }: Judged): Measurement {
	const { value: _value, part: _part, whole: _whole, more: before = [], note: _note, ...carried } = earlier ?? {};
	const labels = new Set(threshold?.and?.map(({ label }) => label));
	const seconds = [
		...before.filter(({ label }) => !labels.has(label)),
		...asked.more
			.filter(({ figure }) => Object.keys(figure).length > 0)
			.map(({ label, figure }) => ({ label, ...figure }))
	];
	const note = tidyText(typed.note);

	return {
		...carried,
		on: typed.on,
		...asked.first.figure,
		...(seconds.length > 0 && { more: seconds }),
		met,
		...(note !== '' && { note })
	};
}
