import { addDays, daysBetween, type TradeDate } from '../dates.ts';
import { isComplete, type CommuneProgress } from '../progress/progress.ts';

/** When a commune's criterion dossiers will be complete. */
export interface Forecast {
	remaining: number | null;
	/** The last of the days given for what is not complete; `without` counts dossiers that have none. */
	given: { on: TradeDate; without: number } | null;
	/** By how many became complete in the span that is known. */
	pace: { on: TradeDate; gained: number; days: number } | null;
}

interface CoursePoint {
	on: TradeDate;
	complete: number | null;
}

/** The pace is that from the first known day of the course to its last: no more is assumed than that it goes on. */
export function forecastDossiers(
	{ dossiers, criteria }: Pick<CommuneProgress, 'dossiers' | 'criteria'>,
	course: readonly CoursePoint[]
): Forecast {
	const remaining = dossiers.complete === null ? null : Math.max(dossiers.total - dossiers.complete, 0);
	if (remaining === 0) return { remaining, given: null, pace: null };

	return {
		remaining,
		given: givenDay(criteria, remaining),
		pace: remaining === null ? null : paceOf(course, remaining)
	};
}

function givenDay(criteria: CommuneProgress['criteria'], remaining: number | null): Forecast['given'] {
	const open = criteria.filter(({ state }) => !isComplete(state));
	const days = open.map(({ expectedOn }) => expectedOn).filter((day) => day !== null);
	const on = days.toSorted().at(-1);

	// A commune may have told more complete dossiers than it recorded one by one.
	const left = Math.min(open.length, remaining ?? open.length);

	return on === undefined ? null : { on, without: Math.max(left - days.length, 0) };
}

function paceOf(course: readonly CoursePoint[], remaining: number): Forecast['pace'] {
	const known = course.filter((point): point is { on: TradeDate; complete: number } => point.complete !== null);
	const first = known[0];
	const last = known.at(-1);
	if (!first || !last) return null;

	const gained = last.complete - first.complete;
	const days = daysBetween(first.on, last.on);
	if (gained <= 0 || days <= 0) return null;

	return { on: addDays(last.on, Math.ceil((remaining * days) / gained)), gained, days };
}
