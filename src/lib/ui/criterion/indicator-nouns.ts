import { subjectOf, type Counted } from '#lib/domain/criteria/what-is-counted.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatExact } from '../format.ts';

/** An indicator of a set of criteria. */
export interface IndicatorRef {
	set: string;
	indicator: string;
}

/** What an indicator counts or measures. */
export interface Noun {
	/** "thôn" */
	word: string;
	/** "8 thôn" */
	count: (amount: number) => string;
}

type CountWords = (inputs: { n: number; amount: string }) => string;

const NOUNS: Record<Exclude<Counted, 'household-or-business'>, [word: () => string, count: CountWords]> = {
	household: [m.noun_household, m.noun_household_count],
	school: [m.noun_school, m.noun_school_count],
	village: [m.noun_village, m.noun_village_count],
	house: [m.noun_house, m.noun_house_count],
	person: [m.noun_person, m.noun_person_count],
	pupil: [m.noun_pupil, m.noun_pupil_count],
	worker: [m.noun_worker, m.noun_worker_count],
	child: [m.noun_child, m.noun_child_count],
	business: [m.noun_business, m.noun_business_count],
	organisation: [m.noun_organisation, m.noun_organisation_count]
};

/** Undefined where the wording does not tell, as for a mixture of households and businesses. */
export function nounOf({ set, indicator }: IndicatorRef): Noun | undefined {
	const subject = subjectOf(set, indicator);
	if (subject === undefined || subject === 'household-or-business') return undefined;
	if (subject === 'km' || subject === 'ha') return measured(subject);

	const [word, count] = NOUNS[subject];
	return {
		word: word(),
		count: (n) => count({ n, amount: formatExact(n) }).replace(' ', NO_BREAK_SPACE)
	};
}

/** Signs of measures are the same in every language. */
const measured = (sign: string): Noun => ({
	word: sign,
	count: (amount) => `${formatExact(amount)}${NO_BREAK_SPACE}${sign}`
});

const NO_BREAK_SPACE = '\u00a0';
