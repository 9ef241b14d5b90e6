import type { Measurement } from '../records/check/schema.ts';
import type { Part } from '../reference/parts.ts';
import type { CheckValue, Gathered } from './gather.ts';
import type { IndicatorStanding, StandingCounts } from './progress.ts';
import { indicatorVerdict } from './verdicts.ts';

export function indicatorStanding(
	gathered: Pick<Gathered, 'byCommune' | 'verified' | 'reviews' | 'verdicts'>,
	{ indicator, parts }: { indicator: string; parts: readonly Part[] },
	judge: (measurement: Measurement) => Measurement['met']
): IndicatorStanding {
	const own = gathered.byCommune.get(indicator);
	const verified = gathered.verified.get(indicator);
	const review = verified && gathered.reviews.get(verified.register.change);

	return {
		selfAssessed: own ? judge(own.measurement) : 'unrecorded',
		verified:
			verified && review
				? { standing: judge(verified.measurement), on: review.on, checkId: verified.checkId }
				: null,
		isVerifiedLatest: isSame(own, verified),
		confirmed: indicatorVerdict(gathered.verdicts, parts, indicator)
	};
}

const isSame = (own: CheckValue | undefined, verified: CheckValue | undefined) =>
	own !== undefined && own.register.change === verified?.register.change;

/** What does not apply to a commune counts neither way. */
export function countStandings(all: readonly IndicatorStanding[]): StandingCounts {
	const standings = all.filter((standing) => !isNotApplicable(standing));
	const countOf = (holds: (standing: IndicatorStanding) => boolean) => standings.filter(holds).length;

	return {
		selfAssessed: countOf(({ selfAssessed }) => selfAssessed === 'met'),
		verified: countOf(({ verified }) => verified?.standing === 'met'),
		confirmed: countOf(({ confirmed }) => confirmed === 'passed'),
		total: standings.length
	};
}

/** By the commune's word, or where it has none, by the office's. */
const isNotApplicable = ({ selfAssessed, verified }: IndicatorStanding): boolean =>
	(selfAssessed === 'unrecorded' ? verified?.standing : selfAssessed) === 'not_applicable';

export const addCounts = (counts: readonly StandingCounts[]): StandingCounts =>
	counts.reduce(
		(sum, one) => ({
			selfAssessed: sum.selfAssessed + one.selfAssessed,
			verified: sum.verified + one.verified,
			confirmed: sum.confirmed + one.confirmed,
			total: sum.total + one.total
		}),
		{ selfAssessed: 0, verified: 0, confirmed: 0, total: 0 }
	);
