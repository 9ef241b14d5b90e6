import { daysBetween, type TradeDate } from '../dates.ts';
import type { Value } from '../records/kinds.ts';
import { carriedOverFrom, movesOf } from '../records/target/read.ts';
import type { CommuneProgress, Lateness } from './progress.ts';

type Registration = Value<'target', 'registration'>;

export const lastDayOf = (year: number): TradeDate => `${year}-12-31`;

export function targetProgress(registration: Registration | undefined, today: TradeDate): CommuneProgress['target'] {
	if (!registration) return { year: null, basis: null, document: null, late: [], history: [], daysLeft: null };

	const { year, basis, document = null, movedFrom = [] } = registration;
	return {
		year,
		basis,
		document,
		late: lateness(registration, today),
		history: movedFrom.map((move) => ({ year: move.year, on: move.on, basis: move.basis })),
		daysLeft: daysBetween(today, lastDayOf(year))
	};
}

/** Carried over from a plan not met, moved from an earlier year, past the last day of the year: one does not hide the other. */
function lateness(registration: Registration, today: TradeDate): Lateness[] {
	const { year } = registration;
	const carriedFrom = carriedOverFrom(registration);
	const movedLast = movesOf(registration).findLast((move) => move.year < year);

	return [
		...(registration.carriedOver ? [{ kind: 'carried_over', fromYear: carriedFrom } as const] : []),
		// The carrying over may have been written as a move.
		...(movedLast && movedLast.year !== carriedFrom
			? [{ kind: 'moved', fromYear: movedLast.year, toYear: year } as const]
			: []),
		...(today > lastDayOf(year) ? [{ kind: 'past_year', year } as const] : [])
	];
}
