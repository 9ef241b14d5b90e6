import type { Criterion } from '#lib/domain/criteria/criteria-set.ts';
import { matchesSearch } from '#lib/domain/search.ts';

/** Criteria by number or by words of one name, their own or an indicator's, with or without marks. What is typed in figures
 *  looks for numbers only: the "3" of "3 sạch" is not what is meant. */
export function findCriteria(criteria: readonly Criterion[], typed: string): Criterion[] {
	const wanted = typed.trim();
	if (wanted === '') return [...criteria];

	const textsOf = /^[\d.]+$/.test(wanted) ? numbersOf : namesOf;
	return criteria.filter((criterion) => textsOf(criterion).some((text) => matchesSearch(text, wanted)));
}

const numbersOf = ({ no, indicators }: Criterion) => [String(no), ...indicators.map((indicator) => indicator.no)];

const namesOf = ({ no, name, indicators }: Criterion) => [
	`${no} ${name}`,
	...indicators.map((indicator) => `${indicator.no} ${indicator.name}`)
];
