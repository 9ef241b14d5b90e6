import type { Criterion } from '#lib/domain/criteria/criteria-set.ts';
import { matchesSearch } from '#lib/domain/search.ts';

/** Criteria with those of their indicators that were meant: by number, or by words with or without marks. A criterion that
 *  was named itself keeps all of its indicators. */
export function findIndicators(criteria: readonly Criterion[], typed: string): Criterion[] {
	const wanted = typed.trim();
	if (wanted === '') return [...criteria];

	const isNumber = /^[\d.]+$/.test(wanted);
	return criteria
		.map((criterion) => {
			const isNamed = isNumber ? String(criterion.no) === wanted : matchesSearch(criterion.name, wanted);
			const indicators = criterion.indicators.filter(({ no, name }) =>
				isNumber ? no.startsWith(wanted) : matchesSearch(`${no} ${name}`, wanted)
			);
			return isNamed ? criterion : { ...criterion, indicators };
		})
		.filter(({ indicators }) => indicators.length > 0);
}
