import type { CellState, Objection } from './progress.ts';
import type { Gathered } from './gather.ts';

/** Complete dossiers of the set's criteria, or null while neither the records nor the commune's tally tell. What is
 *  recorded corrects the tally both ways. */
export function completeDossiers({ dossiers, tally }: Gathered, criteria: readonly number[]): number | null {
	let complete = 0;
	let notComplete = 0;
	for (const criterion of criteria) {
		const state = dossiers.get(criterion)?.state;
		if (state === 'complete') complete += 1;
		else if (state !== undefined) notComplete += 1;
	}

	const reported = tally.dossiers?.complete ?? null;
	const areAllRecorded = complete + notComplete === criteria.length;
	if (reported === null && !areAllRecorded) return null;

	return Math.min(criteria.length - notComplete, Math.max(reported ?? 0, complete));
}

/** The record before the tally; a dossier begun is still missing. */
export function commonDossier({ common, tally }: Gathered): 'complete' | 'missing' | null {
	if (common.state !== undefined) return common.state === 'complete' ? 'complete' : 'missing';
	const reported = tally.dossiers?.common ?? null;
	if (reported === null) return null;

	return reported ? 'complete' : 'missing';
}

export interface CellFacts {
	/** Confirmed by every department that judges it. */
	isPassed: boolean;
	/** What a department that judged it found wanting. */
	objection: Objection | null;
	/** With every department that judges it. */
	isSent: boolean;
	/** Criteria of the set. */
	total: number;
}

/** The first that holds: passed, objected to, complete or all reported, worked at, recorded as not started, not known. Whoever
 *  works at a dossier again, as is recorded of it, has heard the objection: then it is the work that is shown. */
export function cellState(
	gathered: Pick<Gathered, 'dossiers' | 'papers' | 'checked' | 'tally'>,
	criterion: number,
	{ isPassed, objection, isSent, total }: CellFacts
): CellState {
	const { dossiers, papers, checked, tally } = gathered;
	const state = dossiers.get(criterion)?.state;

	if (isPassed) return 'met';
	if (objection && (state === undefined || state === 'complete')) return objection;
	if (state === 'complete' || (state === undefined && (tally.dossiers?.complete ?? 0) >= total))
		return isSent ? 'wait' : 'ready';
	if (state === 'preparing' || (papers.get(criterion)?.done ?? 0) > 0 || checked.has(criterion)) return 'doing';

	return state === 'not_started' ? 'none' : 'na';
}
