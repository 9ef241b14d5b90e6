import type { SyncRecord } from '../changes/change.ts';
import type { Criterion } from '../criteria/criteria-set.ts';
import type { TradeDate } from '../dates.ts';
import { officeOf } from '../reference/office.ts';
import { currentSet, type Reference } from '../reference/reference.ts';
import type { Unit } from '../reference/unit.ts';
import { departmentsProgress, leadVerdict } from './departments.ts';
import { cellState, commonDossier, completeDossiers } from './dossiers.ts';
import { gather, type Gathered } from './gather.ts';
import { addCounts, countStandings } from './indicator-standing.ts';
import { indicatorProgress, judgeOf } from './indicators.ts';
import { targetProgress } from './lateness.ts';
import type { CommuneProgress, CriterionProgress } from './progress.ts';

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

	const criteria = set.criteria.map((criterion) => {
		const lead = leadOf(criterion, reference);
		const indicators = criterion.indicators.map((indicator) => indicatorProgress(gathered, indicator, judge, lead));
		return criterionProgress(gathered, criterion, indicators, lead, numbers.length);
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
		departments: departmentsProgress(gathered, reference.departments),
		openObstacles: [...gathered.obstacles.values()].reduce((sum, open) => sum + open, 0),
		lastRecordedOn: gathered.lastRecordedOn
	};
}

/** A list of departments drawn up for another set says nothing about who leads here. */
const leadOf = ({ no }: Criterion, { departments, criteriaSetId }: ProgressReference): string | undefined =>
	departments.criteria_set === criteriaSetId ? departments.lead_by_criterion[no] : undefined;

function criterionProgress(
	gathered: Gathered,
	{ no }: Criterion,
	indicators: CriterionProgress['indicators'],
	lead: string | undefined,
	total: number
): CriterionProgress {
	const openObstacles = gathered.obstacles.get(no) ?? 0;

	return {
		criterion: no,
		state: cellState(gathered, no, leadVerdict(gathered, no, lead) === 'passed', total),
		blocked: openObstacles > 0,
		openObstacles,
		indicators,
		indicatorsMet: indicators.filter(({ standing }) => standing === 'met').length,
		indicatorsCounted: indicators.filter(({ standing }) => standing !== 'not_applicable').length,
		counts: countStandings(indicators.map(({ standings }) => standings)),
		papers: gathered.papers.get(no) ?? { done: 0, total: 0 },
		expectedOn: gathered.dossiers.get(no)?.expectedOn ?? null
	};
}

/** Not counted, though some dossier is being worked at or the commune handed in a tally without their number. */
const isPreparing = (complete: number | null, { tally }: Gathered, criteria: CriterionProgress[]) =>
	complete === null &&
	(tally.dossiers !== undefined || criteria.some(({ state }) => state !== 'na' && state !== 'none'));
