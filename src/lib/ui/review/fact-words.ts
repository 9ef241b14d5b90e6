import Check from '@lucide/svelte/icons/check';
import Minus from '@lucide/svelte/icons/minus';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { CrossCheck } from '#lib/domain/review/cross-checks.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { keepCompounds } from '../compounds.ts';
import { standingWord } from '../criterion/verdict-words.ts';
import { formatDate, formatDay, formatList, formatNumber, formatPercent } from '../format.ts';
import type { IconSource } from '../kit/icon-source.ts';
import type { WordTone } from '../kit/tone.ts';
import type { Measurement } from '#lib/domain/records/check/schema.ts';
import { distanceWords } from './review-words.ts';

export interface FactLine {
	tone: WordTone;
	icon: IconSource;
	text: string;
}

const agrees = (text: string): FactLine => ({ tone: 'leaf', icon: Check, text: keepCompounds(text) });
const differs = (text: string): FactLine => ({ tone: 'gold', icon: TriangleAlert, text: keepCompounds(text) });
const says = (text: string): FactLine => ({ tone: 'soft', icon: Minus, text: keepCompounds(text) });

/** A cross-check as a sentence. What merely is not there is said quietly; it proves nothing. */
export function factLine(fact: CrossCheck, valueWords: (measurement: Measurement) => string): FactLine {
	switch (fact.kind) {
		case 'pair':
			return pairLine(fact);
		case 'part_over_whole':
			return differs(m.review_fact_over({ part: formatNumber(fact.part), whole: formatNumber(fact.whole) }));
		case 'verdict_differs':
			return differs(m.review_fact_verdict({ seen: standingWord(fact.seen), judged: standingWord(fact.judged) }));
		case 'place': {
			const { distanceM, accuracyM, points, isFar } = fact;
			const words = { points, distance: distanceWords(distanceM), metres: formatNumber(accuracyM, 0) };
			return isFar ? differs(m.review_fact_place_far(words)) : agrees(m.review_fact_place_near(words));
		}
		case 'place_alone':
			return says(m.review_fact_place_alone({ points: fact.points, metres: formatNumber(fact.accuracyM, 0) }));
		case 'place_none':
			return says(m.review_fact_place_none());
		case 'photos_same_day':
			return agrees(m.review_fact_photos_same({ n: fact.photos }));
		case 'photos_other_day':
			return differs(
				m.review_fact_photos_other({ days: formatList(fact.others.map(({ on }) => formatDay(on))) })
			);
		case 'photos_none':
			return says(m.review_fact_photos_none());
		case 'papers_there':
			return agrees(m.review_fact_papers({ n: fact.papers }));
		case 'paper_missing':
			return differs(m.review_fact_paper_missing({ name: fact.name }));
		case 'office_differs':
			return {
				...differs(
					m.review_fact_office({
						day: formatDay(fact.on),
						value: valueWords(fact.measurement),
						verdict: standingWord(fact.measurement.met).toLowerCase()
					})
				),
				tone: 'brick'
			};
		case 'future_date':
			return differs(m.review_fact_future({ day: formatDate(fact.on) }));
		case 'newer_check':
			return differs(m.review_fact_newer({ day: formatDay(fact.on) }));
	}
}

function pairLine({ part, whole, percent, typed, agrees: isRight }: CrossCheck & { kind: 'pair' }): FactLine {
	const pair = `${formatNumber(part)}/${formatNumber(whole)}`;
	if (isRight || typed === undefined) return agrees(m.review_fact_pair({ pair, percent: formatPercent(percent) }));

	return differs(m.review_fact_pair_differs({ pair, percent: formatPercent(percent), typed: formatPercent(typed) }));
}
