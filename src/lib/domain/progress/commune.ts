import type { SyncRecord } from '../changes/change.ts';
import type { Criterion } from '../criteria/criteria-set.ts';
import type { TradeDate } from '../dates.ts';
import { officeOf } from '../reference/office.ts';
import { partsOf, type Part } from '../reference/parts.ts';
import { currentSet, type Reference } from '../reference/reference.ts';
import type { Unit } from '../unit.ts';
import { departmentsProgress } from './departments.ts';
import { cellState, commonDossier, completeDossiers } from './dossiers.ts';
import { gather, type Gathered } from './gather.ts';
import { addCounts, countStandings } from './indicator-standing.ts';
import { indicatorProgress, judgeOf } from './indicators.ts';
import { targetProgress } from './lateness.ts';
import type { CommuneProgress, CriterionProgress, DepartmentProgress, PartProgress } from './progress.ts';
import { isConfirmed, objectionTo, partsProgress } from './verdicts.ts';

/** What the rules of progress ask of the reference. */
export type ProgressReference = Pick<
	Reference,
	'criteriaSetId' | 'criteriaSets' | 'thresholds' | 'departments' | 'people' | 'units'
>;

export interface ProgressOf {
	unit: Unit;
	reference: ProgressReference;
	today: TradeDate;
}

/** All that follows from a commune's records on a given day. The order of the records does not matter. */
export function communeProgress(
	records: Iterable<SyncRecord>,
	{ unit, reference, today }: ProgressOf
): CommuneProgress {
	const set = currentSet(reference);
	const gathered = gather(records, { set: set.id, today, isOffice: officeOf(reference) });
	const judge = judgeOf(unit, reference);
	const numbers = set.criteria.map(({ no }) => no);
	const departments = departmentsProgress(gathered, reference.departments);

	const criteria = set.criteria.map((criterion) => {
		const parts = partsOf(criterion, reference);
		const indicators = criterion.indicators.map((indicator) =>
			indicatorProgress(gathered, indicator, judge, parts)
		);
		return criterionProgress(gathered, criterion, {
			indicators,
			parts,
			each: departments.each,
			total: numbers.length
		});
	});
	const complete = completeDossiers(gathered, numbers);

	return {
		unitId: unit.id,
		registered: gathered.registration !== undefined,
		target: targetProgress(gathered.registration, today),
		criteria,
		counts: addCounts(criteria.map(({ counts }) => counts)),
		dossiers: {
			complete,
			total: numbers.length,
			...(isPreparing(complete, gathered, criteria) ? { preparing: true } : {})
		},
		commonDossier: commonDossier(gathered),
		commonExpectedOn: gathered.common.expectedOn ?? null,
		departments,
		openObstacles: [...gathered.obstacles.values()].reduce((sum, open) => sum + open, 0),
		lastRecordedOn: gathered.lastRecordedOn
	};
}

/** Whether the dossier is with every department that judges it. Who judges is not known of a list for another set: then it has
 *  to be with all. A department that came to inspect, or confirmed its part, has what it needs. */
function isWithAll(parts: readonly PartProgress[], each: readonly DepartmentProgress[]): boolean {
	if (parts.length === 0) return each.every(({ sent }) => sent);
	const there = new Set(each.filter(({ sent, inspected }) => sent || inspected).map(({ department }) => department));

	return parts.every(({ department, verdict }) => verdict === 'passed' || there.has(department));
}

interface CriterionFacts extends Pick<CriterionProgress, 'indicators'> {
	parts: readonly Part[];
	each: readonly DepartmentProgress[];
	total: number;
}

function criterionProgress(
	gathered: Gathered,
	{ no }: Criterion,
	{ indicators, parts: judged, each, total }: CriterionFacts
): CriterionProgress {
	const openObstacles = gathered.obstacles.get(no) ?? 0;
	const parts = partsProgress(gathered.verdicts, judged);
	const hasFailed = indicators.some(({ standing }) => standing === 'not_met');
	const objection = objectionTo(gathered.verdicts, no);
	const isPassed = isConfirmed(parts, objection) && !hasFailed;

	return {
		criterion: no,
		state: cellState(gathered, no, { isPassed, objection, isSent: isWithAll(parts, each), total }),
		blocked: openObstacles > 0,
		openObstacles,
		indicators,
		indicatorsMet: indicators.filter(({ standing }) => standing === 'met').length,
		indicatorsCounted: indicators.filter(({ standing }) => standing !== 'not_applicable').length,
		parts,
		counts: countStandings(indicators.map(({ standings }) => standings)),
		papers: gathered.papers.get(no) ?? { done: 0, total: 0 },
		expectedOn: gathered.dossiers.get(no)?.expectedOn ?? null
	};
}

/** Not counted, though some dossier is being worked at or the commune handed in a tally without their number. */
const isPreparing = (complete: number | null, { tally }: Gathered, criteria: CriterionProgress[]) =>
	complete === null &&
	(tally.dossiers !== undefined || criteria.some(({ state }) => state !== 'na' && state !== 'none'));
