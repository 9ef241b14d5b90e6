import type { SyncRecord } from '../changes/change.ts';
import { criterionInSet } from '../criteria/criterion-ref.ts';
import { criterionOfIndicator } from '../criteria/criteria-set.ts';
import type { TradeDate } from '../dates.ts';
import { readCheckRecord, type CheckRead } from '../records/check/read.ts';
import { isVoided, valueOf, type Value } from '../records/kinds.ts';
import { judgedRegister } from '../records/review/locks.ts';
import { isLaterReview, readReview, type StandingReview } from '../records/review/read.ts';
import { requestsByRecord, type ReopenRequest } from './reopen-request.ts';

/** `reopened`: the commune asked for it and may correct it now. What the office took back of its own accord waits for it
 *  again. */
export type ReviewState = 'waiting' | 'returned' | 'verified' | 'reopened';

/** A value that the office judges: a commune's check, or the verdict of a visit on one criterion. */
export type JudgedValue = {
	/** "<unit>/<kind>/<record>" */
	key: string;
	record: SyncRecord;
	criterion: number;
	/** The day of the check or the visit. */
	on: TradeDate;
	by: string;
	/** The change that wrote the value: what a review names. */
	judged: string;
	stamp: string;
	state: ReviewState;
	/** The review that stands for the value. */
	review: StandingReview | undefined;
	/** All reviews of the record, the earliest first; those of values that stood before among them. */
	reviews: StandingReview[];
	/** The commune asks for the value to be reopened. */
	request: ReopenRequest | undefined;
} & (
	| { kind: 'check'; check: CheckRead }
	| {
			kind: 'finding';
			visit: SyncRecord;
			opening: Value<'visit', 'opening'>;
			verdict: Value<'finding', 'verdict'>['verdict'];
			/** The visit has not ended: what was found may still change. */
			isRunning: boolean;
	  }
);

export interface JudgedOf {
	set: string;
	/** What the office recorded itself is its own verification. */
	isOffice: (person: string) => boolean;
}

/** Everything in a commune that is the office's to judge, whatever was said of it so far. */
export function judgedValues(records: readonly SyncRecord[], of: JudgedOf): JudgedValue[] {
	const reviews = reviewsByRecord(records);
	const requests = requestsByRecord(records);
	const visits = new Map(records.filter(({ kind }) => kind === 'visit').map((record) => [record.id, record]));

	return records.flatMap((record): JudgedValue[] => {
		const name = judgedRegister(record.kind);
		const register = name === undefined ? undefined : record.registers[name];
		if (!register || isVoided(record) || of.isOffice(register.by)) return [];
		const what = record.kind === 'check' ? readCheck(record, of) : readFinding(record, visits, of);
		if (!what) return [];

		const place = `${record.kind}/${record.id}`;
		const { by, stamp, change: judged } = register;
		const all = reviews.get(place) ?? [];
		const review = all.findLast((one) => one.judged === judged);
		const asked = requests.get(place);
		const request = asked?.isOpen ? asked : undefined;
		const state = stateOf(review, all, asked);
		return [
			{
				key: `${record.unitId}/${place}`,
				record,
				by,
				stamp,
				judged,
				state,
				review,
				reviews: all,
				request,
				...what
			}
		];
	});
}

function stateOf(
	review: StandingReview | undefined,
	reviews: readonly StandingReview[],
	asked: ReopenRequest | undefined
): ReviewState {
	if (review?.verdict !== 'reopened') return review?.verdict ?? 'waiting';

	const verified = reviews.findLast(({ verdict, judged }) => verdict === 'verified' && judged === review.judged);
	return asked && verified && asked.stamp > verified.stamp ? 'reopened' : 'waiting';
}

/** Whether the commune wrote the value in answer to a return. */
export const isCorrected = ({ state, reviews, judged }: JudgedValue): boolean =>
	state === 'waiting' && reviews.findLast((review) => review.judged !== judged)?.verdict === 'returned';

/** Reviews of each record, the earliest first, by `<kind>/<id>` of what they are of. */
export function reviewsByRecord(records: readonly SyncRecord[]): Map<string, StandingReview[]> {
	const reviews = new Map<string, StandingReview[]>();
	for (const record of records) {
		const of = record.kind === 'review' ? valueOf(record, 'review', 'verdict')?.of : undefined;
		const review = of && readReview(record);
		if (!review) continue;

		const place = `${of.kind}/${of.id}`;
		const others = reviews.get(place);
		if (others) others.push(review);
		else reviews.set(place, [review]);
	}
	for (const list of reviews.values()) list.sort((a, b) => (isLaterReview(a, b) ? 1 : -1));
	return reviews;
}

function readCheck(record: SyncRecord, { set }: JudgedOf) {
	const check = readCheckRecord(record);
	if (check?.set !== set) return undefined;

	const criterion = criterionOfIndicator(check.indicator);
	return { kind: 'check', check, criterion, on: check.measurement.on } as const;
}

function readFinding(record: SyncRecord, visits: ReadonlyMap<string, SyncRecord>, { set }: JudgedOf) {
	const [, visitId = '', ...ref] = record.id.split(':');
	const visit = visits.get(visitId);
	const opening = valueOf(visit, 'visit', 'opening');
	const verdict = valueOf(record, 'finding', 'verdict')?.verdict;
	const criterion = criterionInSet(ref.join(':'), set);
	if (!visit || isVoided(visit) || !opening || !verdict || criterion === undefined) return undefined;

	const isRunning = valueOf(visit, 'visit', 'conclusion') === undefined;
	return { kind: 'finding', visit, opening, verdict, isRunning, criterion, on: opening.on } as const;
}
