import { m } from '#lib/i18n/generated/messages.js';
import { BARE_SET } from '#lib/domain/criteria/criteria-set.ts';
import { formatNumber } from '../format.ts';

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

type Counted = (inputs: { n: number; amount: string }) => string;

/** Only where the decision's wording leaves no doubt; of every other indicator nothing is said. */
const NOUNS: { [set: string]: { [indicator: string]: () => Noun } } = {
	[BARE_SET]: {
		'2.1': () => measured('km'),
		'2.2': () => measured('km'),
		'2.3': () => measured('km'),
		'2.4': () => measured('km'),
		'3.1': () => measured('ha'),
		'4.2': () => counted(m.noun_household(), m.noun_household_count),
		'5.1': () => counted(m.noun_school(), m.noun_school_count),
		'6.3': () => counted(m.noun_village(), m.noun_village_count),
		'9.1': () => counted(m.noun_house(), m.noun_house_count),
		'9.2': () => counted(m.noun_household(), m.noun_household_count),
		'11.1': () => counted(m.noun_household(), m.noun_household_count),
		'12.1': () => counted(m.noun_person(), m.noun_person_count),
		'14.2': () => counted(m.noun_pupil(), m.noun_pupil_count),
		'14.3': () => counted(m.noun_worker(), m.noun_worker_count),
		'15.1': () => counted(m.noun_person(), m.noun_person_count),
		'15.3': () => counted(m.noun_child(), m.noun_child_count),
		'16.1': () => counted(m.noun_village(), m.noun_village_count),
		'17.1': () => counted(m.noun_household(), m.noun_household_count),
		'17.2': () => counted(m.noun_business(), m.noun_business_count),
		'17.6': () => counted(m.noun_household(), m.noun_household_count),
		'17.7': () => counted(m.noun_household(), m.noun_household_count),
		'18.4': () => counted(m.noun_organisation(), m.noun_organisation_count)
	}
};

/** Undefined where the wording does not tell, as for a mixture of households and businesses. */
export const nounOf = ({ set, indicator }: IndicatorRef): Noun | undefined => NOUNS[set]?.[indicator]?.();

const counted = (word: string, count: Counted): Noun => ({
	word,
	count: (n) => count({ n, amount: formatNumber(n) }).replace(' ', NO_BREAK_SPACE)
});

/** Signs of measures are the same in every language. */
const measured = (sign: string): Noun => ({
	word: sign,
	count: (amount) => `${formatNumber(amount)}${NO_BREAK_SPACE}${sign}`
});

const NO_BREAK_SPACE = '\u00a0';
