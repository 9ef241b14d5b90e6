import type { TradeDate } from '../dates.ts';
import type { StandingReview } from '../records/review/read.ts';
import { earlierChecks } from './earlier-checks.ts';
import type { JudgedValue } from './judged-values.ts';
import type { ReopenRequest } from './reopen-request.ts';

/** One step of what was said about a value. Whoever is not known from the device's own records is left out. */
export type ThreadStep =
	/** `nth`: of the commune's checks of the same thing. */
	| { kind: 'recorded'; on: TradeDate | null; by: string | undefined; nth: number }
	| { kind: 'corrected'; on: TradeDate | null; by: string | undefined }
	| { kind: 'verified' | 'returned' | 'reopened'; on: TradeDate; by: string; text: string | undefined }
	| { kind: 'asked'; on: null; by: string; text: string }
	/** The office answered a request and left the value as it was. */
	| { kind: 'kept'; on: TradeDate | null; by: string | undefined; text: string };

interface ThreadOf {
	/** All that is judged in the commune. */
	values: readonly JudgedValue[];
	/** The last request about each record, open or answered, by its `<kind>/<id>`. */
	requests: ReadonlyMap<string, ReopenRequest>;
}

/** From the first check of the same thing to what stands now: often a commune answers a return with a new check. */
export function reviewThread(value: JudgedValue, { values, requests }: ThreadOf): ThreadStep[] {
	return withEarlier(value, values).flatMap((one, at) =>
		stepsOf(one, at + 1, requests.get(`${one.kind}/${one.record.id}`))
	);
}

const withEarlier = (value: JudgedValue, values: readonly JudgedValue[]): JudgedValue[] =>
	value.kind === 'check' ? [...earlierChecks(value, values), value] : [value];

/** The return that the value answers, of itself as it was before or of an earlier check of the same thing. What the office
 *  took back is none, and what it verified since settles it. */
export function answeredReturn(value: JudgedValue, values: readonly JudgedValue[]): StandingReview | undefined {
	const reviews = withEarlier(value, values).flatMap((one) => one.reviews);
	const last = reviews.findLast(({ verdict }, at) => verdict !== 'reopened' && !isTakenBack(reviews, at));

	return last?.verdict === 'returned' && last.judged !== value.judged && last.stamp < value.stamp ? last : undefined;
}

function isTakenBack(reviews: readonly StandingReview[], at: number): boolean {
	const next = reviews[at + 1];

	return next?.verdict === 'reopened' && next.judged === reviews[at]?.judged;
}

function stepsOf(value: JudgedValue, nth: number, request: ReopenRequest | undefined): ThreadStep[] {
	const { record, reviews, judged, on, by } = value;
	const steps: (ThreadStep & { stamp?: string })[] = [];
	const present = { on, by };
	const isFirst = reviews.every((review) => review.judged === judged);
	const author =
		record.registers['subject']?.by ?? (value.kind === 'finding' ? value.visit.registers['opening']?.by : by);
	steps.push({ kind: 'recorded', nth, ...(isFirst ? present : { on: null, by: author }) });

	let seen = reviews[0]?.judged ?? judged;
	for (const review of reviews) {
		if (review.judged !== seen) {
			const isPresent = review.judged === judged;
			steps.push({ kind: 'corrected', ...(isPresent ? present : { on: null, by: undefined }) });
		}
		seen = review.judged;
		const { verdict: kind, reason, stamp } = review;
		steps.push({ kind, on: review.on, by: review.by, text: reason?.text, stamp });
	}
	if (seen !== judged) steps.push({ kind: 'corrected', ...present });

	if (request) enter(steps, request);
	return steps.map(({ stamp: _, ...step }) => step as ThreadStep);
}

/** A request stands between the reviews before it and those after it. */
function enter(steps: (ThreadStep & { stamp?: string })[], request: ReopenRequest): void {
	const { by, stamp, reason: text, answer, task } = request;
	const after = steps.findIndex((step) => step.stamp !== undefined && step.stamp > stamp);
	const asked: ThreadStep = { kind: 'asked', on: null, by, text };
	const progress = task.registers['progress'];
	const answeredOn = (progress?.value?.['on'] as TradeDate | undefined) ?? null;
	const kept: ThreadStep[] =
		request.isOpen || answer === undefined
			? []
			: [{ kind: 'kept', on: answeredOn, by: progress?.by, text: answer }];

	steps.splice(after < 0 ? steps.length : after, 0, asked, ...kept);
}
