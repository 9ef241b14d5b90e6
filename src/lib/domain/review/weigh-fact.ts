import type { CrossCheck } from './cross-checks.ts';

/** What a fact says about a value: nothing against it, nothing at all, something to look at, or that there are two values. */
export type FactWeight = 'agrees' | 'says' | 'warns' | 'conflicts';

export function weighFact(fact: CrossCheck): FactWeight {
	switch (fact.kind) {
		case 'office_differs':
		case 'clash':
			return 'conflicts';
		case 'pair':
			return fact.agrees || fact.typed === undefined ? 'agrees' : 'warns';
		case 'place':
			return fact.isFar ? 'warns' : 'agrees';
		case 'part_over_whole':
		case 'verdict_differs':
		case 'photos_other_day':
		case 'paper_missing':
		case 'future_date':
		case 'newer_check':
		case 'whole_changed':
		case 'not_whole':
		case 'no_reason':
			return 'warns';
		case 'photos_same_day':
		case 'papers_there':
			return 'agrees';
		case 'place_alone':
		case 'place_none':
		case 'photos_chosen':
		case 'photos_no_day':
		case 'photos_none':
			return 'says';
	}
}

/** What keeps a value from being verified unseen together with others. A conflict is decided at the value itself; a value
 *  with a warning may be picked by hand. */
export type Caution = 'conflicts' | 'warns' | null;

export function cautionOf(facts: readonly CrossCheck[]): Caution {
	const weights = facts.map(weighFact);
	if (weights.includes('conflicts')) return 'conflicts';

	return weights.includes('warns') ? 'warns' : null;
}
