import type { SyncRecord } from '../changes/change.ts';
import { criterionInSet } from '../criteria/criterion-ref.ts';
import type { CriteriaSet } from '../criteria/criteria-set.ts';
import { isVoided, valueOf } from '../records/kinds.ts';

/** How many of the set's dossiers are recorded as complete and as not complete, whatever a tally says. Of the others
 *  nobody has said anything. */
export function recordedDossiers(
	records: Iterable<SyncRecord>,
	{ id, criteria }: CriteriaSet
): { complete: number; notComplete: number } {
	const numbers = new Set(criteria.map(({ no }) => no));
	const counted = { complete: 0, notComplete: 0 };

	for (const record of records) {
		if (record.kind !== 'dossier' || isVoided(record)) continue;
		const criterion = criterionInSet(record.id.slice('dossier:'.length), id);
		const state = valueOf(record, 'dossier', 'state')?.state;
		if (criterion === undefined || !numbers.has(criterion) || state === undefined) continue;

		counted[state === 'complete' ? 'complete' : 'notComplete'] += 1;
	}
	return counted;
}
