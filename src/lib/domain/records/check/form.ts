import { isCount, type Indicator, type Threshold } from '../../criteria/criteria-set.ts';
import { judge, type Judgement } from '../../criteria/judge.ts';
import { anyLevel, thresholdFor, type Ground } from '../../criteria/threshold.ts';
import { isDayOfTrade, isTradeDate, type TradeDate } from '../../dates.ts';
import { missingFigures, NOTHING, readFigures, type FiguresRead } from './figures.ts';
import type { CheckProblem } from './problem.ts';
import type { Measurement } from './schema.ts';
import type { CheckTyped } from './typed.ts';
import { unlikelyIn, type Unlikely } from './unlikely.ts';
import { tidyText } from '../../tidy-text.ts';
import { TEXT_LIMIT } from '../text-limit.ts';

export interface CheckReading {
	/** What may be saved; undefined while there are problems. */
	measurement: Measurement | undefined;
	judgement: Judgement;
	/** The level of the year of the check. */
	threshold: Threshold | undefined;
	/** A figure whose size is asked about, whether that was answered or not. */
	unlikely: Unlikely | undefined;
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
	/** What was measured last. */
	last?: Measurement | undefined;
}

/** Reads a form as typed: the measurement it stands for, or everything that is in its way. */
export function readCheck(typed: CheckTyped, { indicator, groundOf, today, earlier, last }: Reading): CheckReading {
	const day = readDay(typed.on, today);
	const ground = groundOf(Number((isTradeDate(typed.on) ? typed.on : today).slice(0, 4)));
	const threshold = thresholdFor(indicator, ground);
	const isApplicable = typed.seen !== 'not_applicable';

	const asked = isApplicable ? readFigures(typed, { indicator, ground, threshold }) : { first: NOTHING, more: [] };
	const figures = { ...asked.first.figure, more: asked.more.map(({ label, figure }) => ({ label, ...figure })) };
	const judgement = judge(indicator, figures, ground);
	const isByPerson = judgement.kind === 'by-person';
	const unlikely = unlikelyIn(asked.first.figure, {
		last,
		level: anyLevel(indicator, ground),
		isCount: isCount(indicator)
	});

	const problems: CheckProblem[] = [
		...asked.first.problems,
		...(unlikely && !isSure(typed, unlikely) ? [{ kind: 'unlikely', ...unlikely } as const] : []),
		...asked.more.flatMap(({ label, problems }) => problems.map((problem) => ({ ...problem, of: label }))),
		...(isApplicable && judgement.kind === 'incomplete' ? missingFigures(asked) : []),
		...(isApplicable && isByPerson && typed.seen === null ? [{ at: 'seen', kind: 'missing' } as const] : []),
		...day,
		...readNote(typed.note, !isApplicable ? 'no-reason' : isByPerson && judgement.noteRequired ? 'missing' : null)
	];
	const met = isByPerson || !isApplicable ? typed.seen : isMet(judgement);
	const measurement =
		problems.length === 0 && met !== null ? toMeasurement(typed, { met, asked, threshold, earlier }) : undefined;

	return { measurement, judgement, threshold, unlikely, problems };
}

function readDay(on: string, today: TradeDate): CheckProblem[] {
	if (on === '') return [{ at: 'on', kind: 'missing' }];
	if (!isTradeDate(on)) return [{ at: 'on', kind: 'no-day' }];
	if (!isDayOfTrade(on)) return [{ at: 'on', kind: 'odd-year' }];

	return on > today ? [{ at: 'on', kind: 'future', today }] : [];
}

/** What a person says to be right is so for the figure as it stands: another one is asked about anew. */
export const surely = ({ figure }: Pick<CheckTyped, 'figure'>, { at }: Unlikely): string =>
	`${at} ${figure[at].trim()}`;

export const isSure = (typed: CheckTyped, unlikely: Unlikely): boolean => typed.sure === surely(typed, unlikely);

/** `lacking`: what an empty note is, where one is wanted. */
function readNote(note: string, lacking: 'missing' | 'no-reason' | null): CheckProblem[] {
	if (lacking !== null && tidyText(note) === '') return [{ at: 'note', kind: lacking }];

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
