import Check from '@lucide/svelte/icons/check';
import Minus from '@lucide/svelte/icons/minus';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { CrossCheck } from '#lib/domain/review/cross-checks.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { weighFact, type FactWeight } from '#lib/domain/review/weigh-fact.ts';
import { keepCompounds } from '../compounds.ts';
import { standingWord } from '../criterion/verdict-words.ts';
import { formatDate, formatDay, formatExact, formatList, formatNumber, formatPercent } from '../format.ts';
import type { IconSource } from '../kit/icon-source.ts';
import type { WordTone } from '../kit/tone.ts';
import type { Measurement } from '#lib/domain/records/check/schema.ts';
import { distanceWords } from './review-words.ts';

export interface FactLine {
	tone: WordTone;
	icon: IconSource;
	text: string;
}

const LOOKS: Record<FactWeight, Pick<FactLine, 'tone' | 'icon'>> = {
	agrees: { tone: 'leaf', icon: Check },
	says: { tone: 'soft', icon: Minus },
	warns: { tone: 'gold', icon: TriangleAlert },
	conflicts: { tone: 'brick', icon: TriangleAlert }
};

/** A cross-check as a sentence. What merely is not there is said quietly; it proves nothing. */
export const factLine = (fact: CrossCheck, valueWords: (measurement: Measurement) => string): FactLine => ({
	...LOOKS[weighFact(fact)],
	text: keepCompounds(factWords(fact, valueWords))
});

function factWords(fact: CrossCheck, valueWords: (measurement: Measurement) => string): string {
	switch (fact.kind) {
		case 'pair':
			return pairWords(fact);
		case 'part_over_whole':
			return m.review_fact_over({ part: formatExact(fact.part), whole: formatExact(fact.whole) });
		case 'not_whole':
			return m.review_fact_not_whole();
		case 'no_reason':
			return m.review_fact_no_reason();
		case 'verdict_differs':
			return m.review_fact_verdict({ seen: standingWord(fact.seen), judged: standingWord(fact.judged) });
		case 'place': {
			const { distanceM, accuracyM, points, isFar } = fact;
			const words = { points, distance: distanceWords(distanceM), metres: formatNumber(accuracyM, 0) };
			return isFar ? m.review_fact_place_far(words) : m.review_fact_place_near(words);
		}
		case 'place_alone':
			return m.review_fact_place_alone({ points: fact.points, metres: formatNumber(fact.accuracyM, 0) });
		case 'place_none':
			return m.review_fact_place_none();
		case 'photos_same_day':
			return m.review_fact_photos_same({ n: fact.photos });
		case 'photos_other_day':
			return m.review_fact_photos_other({ days: formatList(fact.others.map(({ on }) => formatDay(on))) });
		case 'photos_chosen':
			return m.review_fact_photos_chosen({ n: fact.photos });
		case 'photos_no_day':
			return m.review_fact_photos_no_day({ n: fact.photos });
		case 'photos_none':
			return m.review_fact_photos_none();
		case 'papers_there':
			return m.review_fact_papers({ n: fact.papers });
		case 'paper_missing':
			return m.review_fact_paper_missing({ name: fact.name });
		case 'office_differs':
			return m.review_fact_office({
				day: formatDay(fact.on),
				value: valueWords(fact.measurement),
				verdict: standingWord(fact.measurement.met).toLowerCase()
			});
		case 'future_date':
			return m.review_fact_future({ day: formatDate(fact.on) });
		case 'newer_check':
			return m.review_fact_newer({ day: formatDay(fact.on) });
		case 'whole_changed': {
			const [before, now] = [formatNumber(fact.before), formatNumber(fact.now)];
			return m.review_fact_whole({ before, now, day: formatDay(fact.on) });
		}
		case 'clash':
			return m.review_fact_clash();
	}
}

function pairWords(fact: CrossCheck & { kind: 'pair' }): string {
	const { part, whole, percent, typed, level } = fact;
	const pair = `${formatExact(part)}/${formatExact(whole)}`;
	const counted = formatPercent(percent, ...(level ? [level] : []));
	if (weighFact(fact) === 'agrees' || typed === undefined) return m.review_fact_pair({ pair, percent: counted });

	return m.review_fact_pair_differs({ pair, percent: counted, typed: `${formatExact(typed)}%` });
}
