import { isDayOfTrade, isTradeDate, type TradeDate } from '../dates.ts';
import { tidyText } from '../tidy-text.ts';
import { TEXT_LIMIT } from './text-limit.ts';
import { readNumber } from './typed-number.ts';

/** What is in the way of saving one field of a form. */
export type FieldProblem<At extends string> = { at: At } & (
	| { kind: 'missing' | 'too-long' | 'no-day' | 'odd-year' | 'future' | 'past' | 'negative' | 'not-whole' }
	| { kind: 'unreadable'; typed: string }
	| { kind: 'over'; most: number }
	/** Something else has it: of a number that is given once. */
	| { kind: 'taken' }
);

/** A form as typed: the edit it stands for, or what is in its way. Neither where nothing was changed. */
export interface FormReading<At extends string, Edit> {
	edit: Edit | undefined;
	/** In the order of the form. */
	problems: FieldProblem<At>[];
}

export function neededText<At extends string>(at: At, text: string): FieldProblem<At>[] {
	return tidyText(text) === '' ? [{ at, kind: 'missing' }] : anyText(at, text);
}

export const anyText = <At extends string>(at: At, text: string): FieldProblem<At>[] =>
	tidyText(text).length > TEXT_LIMIT ? [{ at, kind: 'too-long' }] : [];

/** Any text that is no day stands for what a person typed and no calendar has: it must not be taken for an empty box. */
export function anyDay<At extends string>(at: At, day: string): FieldProblem<At>[] {
	if (day === '') return [];
	if (!isTradeDate(day)) return [{ at, kind: 'no-day' }];

	return isDayOfTrade(day) ? [] : [{ at, kind: 'odd-year' }];
}

export const neededDay = <At extends string>(at: At, day: string): FieldProblem<At>[] =>
	day === '' ? [{ at, kind: 'missing' }] : anyDay(at, day);

/** A day that is over, or today. */
export function pastDay<At extends string>(at: At, day: string, today: TradeDate): FieldProblem<At>[] {
	const problems = neededDay(at, day);

	return problems.length === 0 && day > today ? [{ at, kind: 'future' }] : problems;
}

/** A day from `first` on. */
export function comingDay<At extends string>(at: At, day: string, first: TradeDate): FieldProblem<At>[] {
	const problems = neededDay(at, day);

	return problems.length === 0 && day < first ? [{ at, kind: 'past' }] : problems;
}

/** Something counted one by one; `units` may be typed along. Null where nothing readable stands. */
export function countOf(typed: string, units: readonly string[]): number | null {
	const read = readNumber(typed, { units, isCounted: true });

	return read.kind === 'number' ? read.value : null;
}

/** A count of which there are so many at most. */
export function countUpTo<At extends string>(
	at: At,
	typed: string,
	{ most, units }: { most: number; units: readonly string[] }
): FieldProblem<At>[] {
	const read = readNumber(typed, { units, isCounted: true });
	if (read.kind === 'empty') return [{ at, kind: 'missing' }];
	if (read.kind === 'unreadable') return [{ at, kind: 'unreadable', typed: typed.trim() }];
	if (read.value < 0) return [{ at, kind: 'negative' }];
	if (!Number.isInteger(read.value)) return [{ at, kind: 'not-whole' }];

	return read.value > most ? [{ at, kind: 'over', most }] : [];
}
