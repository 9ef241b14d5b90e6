import type { Criterion, Synonyms } from '#lib/domain/criteria/criteria-set.ts';
import { foldMarks, matchesSearch, textOf } from '#lib/domain/search.ts';

/** Criteria with those of their indicators that were meant: by number, or by words of the decision or the village's
 *  own, with or without marks. A criterion that
 *  was named itself keeps all of its indicators. */
export function findIndicators(criteria: readonly Criterion[], typed: string, synonyms: Synonyms = {}): Criterion[] {
	const wanted = foldMarks(typed).trim();
	if (wanted === '') return [...criteria];

	const isNumber = /^[\d.]+$/.test(wanted);
	return criteria
		.map((criterion) => {
			const isNamed = isNumber
				? String(criterion.no) === wanted
				: matchesSearch(textOf(criterion.no, criterion.name, synonyms), wanted);
			const indicators = criterion.indicators.filter(({ no, name }) =>
				isNumber ? no.startsWith(wanted) : matchesSearch(`${no} ${textOf(no, name, synonyms)}`, wanted)
			);
			return isNamed ? criterion : { ...criterion, indicators };
		})
		.filter(({ indicators }) => indicators.length > 0);
}
