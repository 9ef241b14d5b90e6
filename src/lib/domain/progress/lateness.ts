import { daysBetween, type TradeDate } from '../dates.ts';
import type { Value } from '../records/kinds.ts';
import type { CommuneProgress, Lateness } from './progress.ts';

type Registration = Value<'target', 'registration'>;

export const lastDayOf = (year: number): TradeDate => `${year}-12-31`;

export function targetProgress(registration: Registration | undefined, today: TradeDate): CommuneProgress['target'] {
	if (!registration) return { year: null, basis: null, document: null, late: null, history: [], daysLeft: null };

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

/** Carried over from a plan not met, moved from an earlier year, or past the last day of the year. */
function lateness(registration: Registration, today: TradeDate): Lateness | null {
	const { year, carriedOver } = registration;
	if (carriedOver) return { kind: 'carried_over', fromYear: carriedOverFrom(registration) };

	const movedLast = earlierYears(registration).at(-1);
	if (movedLast !== undefined) return { kind: 'moved', fromYear: movedLast, toYear: year };

	return today > lastDayOf(year) ? { kind: 'past_year', year } : null;
}

/** The year of the plan that was not met, for a commune that was carried over. */
export const carriedOverFrom = (registration: Registration): number =>
	earlierYears(registration)[0] ?? yearOfBasis(registration.basis) ?? registration.year - 1;

const earlierYears = ({ year, movedFrom = [] }: Registration) =>
	movedFrom.map((move) => move.year).filter((from) => from < year);

/** `plan_2017` tells the year whose plan the commune was in. */
function yearOfBasis(basis: string): number | undefined {
	const [, year] = /^plan_(\d{4})$/.exec(basis) ?? [];

	return year === undefined ? undefined : Number(year);
}
