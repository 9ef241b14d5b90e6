import type { Value } from '../kinds.ts';

type Registration = Value<'target', 'registration'>;

/** The years it was moved from, the earliest move first. */
export const movesOf = ({ movedFrom = [] }: Registration): NonNullable<Registration['movedFrom']> =>
	[...movedFrom].sort((a, b) => (a.on < b.on ? -1 : 1));

/** The year of the plan that was not met, for a commune that was carried over; null where nothing tells it. */
export function carriedOverFrom(registration: Registration): number | null {
	const { year, basis, carriedOver, carriedFrom } = registration;
	if (!carriedOver) return null;
	if (carriedFrom !== undefined) return carriedFrom;

	const moves = movesOf(registration);
	for (const stood of [...moves, { year, basis }]) {
		const planned = yearOfBasis(stood.basis);
		if (planned !== undefined && planned < stood.year) return planned;
	}
	return moves.find((move) => Number(move.on.slice(0, 4)) > move.year)?.year ?? null;
}

/** `plan_2017` tells the year whose plan the commune was in. */
function yearOfBasis(basis: string): number | undefined {
	const [, year] = /^plan_(\d{4})$/.exec(basis) ?? [];

	return year === undefined ? undefined : Number(year);
}
