import { expect } from 'vitest';
import type { Counted } from './counted-plainly.ts';
import type { Said } from './places.ts';

/** What each place has to say of a commune, in the words of the sentence. */
const wantedOf = ({ dossiers, isPreparing, common, sent, inspected, year, lateYears }: Counted): Required<Said> => ({
	dossiers: dossiers === null ? (isPreparing ? 'đang lập' : null) : `${dossiers}/19`,
	common: common === null ? null : common ? 'đã có' : 'còn thiếu',
	sent: sent === null ? null : `${sent}/17`,
	inspected: inspected === null ? null : String(inspected),
	year: String(year),
	lateYears
});

/** What a place tells is what was counted; it may tell less. */
export function expectSaid(place: string, said: Said, counted: Counted): void {
	const wanted = wantedOf(counted);
	const named = Object.fromEntries(Object.keys(said).map((name) => [name, wanted[name as keyof Said]]));

	expect({ place, ...inOneCase(said) }).toStrictEqual({ place, ...named });
}

const inOneCase = (said: Said): Said =>
	Object.fromEntries(
		Object.entries(said).map(([name, value]) => [name, typeof value === 'string' ? value.toLowerCase() : value])
	);

/** "05/11/2018" */
export const paperDay = (on: string): string => on.split('-').reverse().join('/');
/** "05/11" */
export const shortDay = (on: string): string => paperDay(on).slice(0, 5);
