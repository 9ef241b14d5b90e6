import type { SyncRecord } from '../changes/change.ts';
import type { TradeDate } from '../dates.ts';
import { isVoided, valueOf } from '../records/kinds.ts';
import { SAMPLE_PERSON } from '../reference/reference.ts';
import { dossierCourse } from './as-of.ts';
import { officeOf } from '../reference/office.ts';
import { judgedValues, type JudgedOf, type JudgedValue } from '../review/judged-values.ts';
import { waitingOf } from '../review/review-queue.ts';
import { communeProgress, type ProgressOf } from './commune.ts';
import type { CommuneProgress } from './progress.ts';

/** All that the district's matrix shows of one commune, so that it need not hold the records. */
export interface CommuneFigures {
	progress: CommuneProgress;
	/** Complete dossiers at the end of each of the last weeks, oldest first; null where it is not known. */
	course: { on: TradeDate; complete: number | null }[];
	/** The days of the figures that the commune reported itself. */
	reportedOn: TradeDate[];
	/** Kinds of the invented records among them. */
	sampleKinds: string[];
	/** How many values wait for the office's word. */
	waitingReviews: number;
	/** The last day on which the office verified something that still stands; null where it has not. */
	lastVerifiedOn: TradeDate | null;
}

export function communeFigures(
	records: readonly SyncRecord[],
	{ weeks, ...place }: ProgressOf & { weeks: number }
): CommuneFigures {
	const standing = records.filter((record) => !isVoided(record));
	const judged = judgedValues(records, judgedOf(place));

	return {
		progress: communeProgress(records, place),
		course: dossierCourse(records, { ...place, weeks }),
		reportedOn: standing.filter(({ kind }) => kind === 'tally').flatMap(daysOf),
		sampleKinds: [...new Set(standing.filter(isSample).map(({ kind }) => kind))],
		waitingReviews: waitingOf(judged, place.today).length,
		lastVerifiedOn: lastVerifiedOn(judged)
	};
}

const judgedOf = ({ reference }: ProgressOf): JudgedOf => ({
	set: reference.criteriaSetId,
	isOffice: officeOf(reference)
});

function lastVerifiedOn(values: readonly JudgedValue[]): TradeDate | null {
	const days = values.flatMap(({ state, review }) => (state === 'verified' && review ? [review.on] : []));

	return days.sort().at(-1) ?? null;
}

const daysOf = (tally: SyncRecord): TradeDate[] =>
	[valueOf(tally, 'tally', 'dossiers')?.on, valueOf(tally, 'tally', 'departments')?.on].filter(
		(day) => typeof day === 'string'
	);

/** Written by an author that only samples have. */
const isSample = ({ registers }: SyncRecord): boolean =>
	Object.values(registers).some(({ by }) => by.startsWith(SAMPLE_PERSON));
