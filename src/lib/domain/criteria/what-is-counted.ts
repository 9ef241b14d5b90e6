import { BARE_SET } from './criteria-set.ts';

/** What is counted one by one. `household-or-business` is a mixture that has no noun of its own. */
export type Counted =
	| 'household'
	| 'school'
	| 'village'
	| 'house'
	| 'person'
	| 'pupil'
	| 'worker'
	| 'child'
	| 'business'
	| 'household-or-business'
	| 'organisation';

/** What is measured; its sign is the same in every language. */
export type Measured = 'km' | 'ha';

/** Only where the decision's wording leaves no doubt; of every other indicator nothing is said. */
const SUBJECTS: { [set: string]: { [indicator: string]: Counted | Measured } } = {
	[BARE_SET]: {
		...{ '2.1': 'km', '2.2': 'km', '2.3': 'km', '2.4': 'km', '3.1': 'ha', '4.2': 'household', '5.1': 'school' },
		...{ '6.3': 'village', '9.1': 'house', '9.2': 'household', '11.1': 'household', '12.1': 'person' },
		...{ '14.2': 'pupil', '14.3': 'worker', '15.1': 'person', '15.3': 'child', '16.1': 'village' },
		...{ '17.1': 'household', '17.2': 'business', '17.6': 'household', '17.7': 'household' },
		...{ '17.8': 'household-or-business', '18.4': 'organisation' }
	},
	'vn-commune-2021': {
		...{ '2.1': 'km', '2.2': 'km', '2.3': 'km', '2.4': 'km', '3.1': 'ha', '4.2': 'household', '5.1': 'school' },
		...{ '6.3': 'village', '9.2': 'household', '11.1': 'household', '12.1': 'worker', '12.2': 'worker' },
		...{ '14.2': 'pupil', '15.1': 'person', '15.3': 'child', '15.4': 'person', '17.1': 'household' },
		...{ '17.2': 'business', '17.8': 'household', '17.9': 'business', '17.10': 'household-or-business' },
		...{ '17.11': 'household', '18.3': 'organisation' }
	}
};

/** What the figures of an indicator are of: both figures of a pair, or the one number. */
export const subjectOf = (set: string, indicator: string): Counted | Measured | undefined => SUBJECTS[set]?.[indicator];

/** Things that are counted one by one have no fraction. */
export function isCounted(set: string, indicator: string): boolean {
	const subject = subjectOf(set, indicator);

	return subject !== undefined && subject !== 'km' && subject !== 'ha';
}

/** What an officer may type behind a figure. */
const WORDS: Record<Counted | Measured, readonly string[]> = {
	household: ['hộ', 'hộ gia đình'],
	school: ['trường', 'trường học'],
	village: ['thôn', 'bản', 'ấp'],
	house: ['nhà', 'căn', 'căn nhà'],
	person: ['người', 'người dân'],
	pupil: ['học sinh', 'em'],
	worker: ['lao động', 'người'],
	child: ['trẻ', 'trẻ em', 'em'],
	business: ['cơ sở'],
	'household-or-business': ['hộ', 'cơ sở'],
	organisation: ['tổ chức'],
	km: ['km'],
	ha: ['ha']
};

export function wordsOfSubject(set: string, indicator: string): readonly string[] {
	const subject = subjectOf(set, indicator);

	return subject === undefined ? [] : WORDS[subject];
}
