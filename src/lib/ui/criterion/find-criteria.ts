import type { Criterion, Synonyms } from '#lib/domain/criteria/criteria-set.ts';
import { foldMarks, matchesSearch, textOf } from '#lib/domain/search.ts';

/** Criteria by number or by words of one name, their own or an indicator's or what the village calls it, with or without marks. What is typed in figures
 *  looks for numbers only: the "3" of "3 sạch" is not what is meant. */
export function findCriteria(criteria: readonly Criterion[], typed: string, synonyms: Synonyms = {}): Criterion[] {
	const wanted = foldMarks(typed).trim();
	if (wanted === '') return [...criteria];

	const textsOf = /^[\d.]+$/.test(wanted) ? numbersOf : namesOf;
	return criteria.filter((criterion) => textsOf(criterion, synonyms).some((text) => matchesSearch(text, wanted)));
}

const numbersOf = ({ no, indicators }: Criterion) => [String(no), ...indicators.map((indicator) => indicator.no)];

const namesOf = ({ no, name, indicators }: Criterion, synonyms: Synonyms) => [
	`${no} ${textOf(no, name, synonyms)}`,
	...indicators.map((indicator) => `${indicator.no} ${textOf(indicator.no, indicator.name, synonyms)}`)
];
