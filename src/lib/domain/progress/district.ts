import type { SyncRecord } from '../changes/change.ts';
import { daysBetween, type TradeDate } from '../dates.ts';
import { currentSet } from '../reference/reference.ts';
import type { Unit } from '../unit.ts';
import { communeProgress, type ProgressReference } from './commune.ts';
import { lastDayOf } from './lateness.ts';
import type { CommuneProgress, DistrictProgress, Lateness } from './progress.ts';

export interface DistrictOf {
	/** The communes that may take part; of these only the registered ones are counted. */
	units: readonly Unit[];
	reference: ProgressReference;
	today: TradeDate;
}

export function districtProgress(
	recordsByUnit: ReadonlyMap<string, Iterable<SyncRecord>>,
	{ units, reference, today }: DistrictOf
): DistrictProgress {
	const communes = units
		.filter(({ level }) => level === 'commune')
		.map((unit) => communeProgress(recordsByUnit.get(unit.id) ?? [], { unit, reference, today }));

	return addUp(communes, reference);
}

/** The district's figures from its communes', however those were come by. */
export function addUp(
	communes: readonly CommuneProgress[],
	reference: Pick<ProgressReference, 'criteriaSetId' | 'criteriaSets' | 'units'>
): DistrictProgress {
	const registered = communes.filter((commune) => commune.registered).sort(byProgress(reference.units));
	const countOf = (holds: (commune: CommuneProgress) => boolean) => registered.filter(holds).length;

	return {
		communes: registered,
		allDossiers: countOf(hasAllDossiers),
		withCommonDossier: countOf(({ commonDossier }) => commonDossier === 'complete'),
		sentToAll: countOf(isSentToAll),
		years: targetYears(registered),
		obstacles: currentSet(reference).criteria.map(({ no }) => ({
			criterion: no,
			communes: countOf(({ criteria }) => criteria.some(({ criterion, blocked }) => criterion === no && blocked))
		}))
	};
}

const hasAllDossiers = ({ dossiers }: CommuneProgress) =>
	dossiers.complete !== null && dossiers.complete >= dossiers.total;

const isSentToAll = ({ departments }: CommuneProgress) =>
	departments.sent !== null && departments.sent >= departments.total;

function targetYears(communes: readonly CommuneProgress[]): DistrictProgress['years'] {
	const years = new Map<number, number>();
	for (const { target } of communes) {
		if (target.year !== null) years.set(target.year, (years.get(target.year) ?? 0) + 1);
	}
	return [...years].sort(([a], [b]) => a - b).map(([year, count]) => ({ year, communes: count }));
}

const collator = new Intl.Collator('vi');

/** Most complete dossiers first, then sent to most departments, then by name; what is not known comes last. */
function byProgress(units: readonly Unit[]): (a: CommuneProgress, b: CommuneProgress) => number {
	const names = new Map(units.map(({ id, name }) => [id, name]));
	const nameOf = ({ unitId }: CommuneProgress) => names.get(unitId) ?? unitId;

	return (a, b) =>
		(b.dossiers.complete ?? -1) - (a.dossiers.complete ?? -1) ||
		(b.departments.sent ?? -1) - (a.departments.sent ?? -1) ||
		collator.compare(nameOf(a), nameOf(b)) ||
		(a.unitId < b.unitId ? -1 : 1);
}

/** The communes of one target year, or only those behind; without either, all of them. */
export function filterCommunes(
	{ communes }: DistrictProgress,
	{ year, only }: { year?: number | undefined; only?: ReadonlySet<string> | undefined }
): CommuneProgress[] {
	return communes.filter(
		({ unitId, target }) => (year === undefined || target.year === year) && (!only || only.has(unitId))
	);
}

export type Lack = 'dossiers' | 'common' | 'sent';

export type BehindReason =
	| { kind: 'late'; unitId: string; against: TradeDate; late: Lateness }
	| { kind: 'unfinished'; unitId: string; against: TradeDate; lacks: Lack[] };

export interface Assessment {
	/** Null when no commune is registered: there is nothing to assess. */
	verdict: 'behind' | 'on_time' | null;
	reasons: BehindReason[];
}

/** Papers take the departments weeks: what is not with them in the last 60 days will not be appraised within the year. */
const LAST_DAYS = 60;

/** The district is slow against the set time as soon as one registered commune is late, or one that is to finish this
 *  year lacks dossiers, the common dossier or a department's receipt in the year's last 60 days. What a commune has not
 *  reported counts as lacking then. */
export function overallAssessment({ communes }: DistrictProgress, today: TradeDate): Assessment {
	const reasons = communes.flatMap((commune) => [...lateReasons(commune), ...unfinishedReason(commune, today)]);
	if (communes.length === 0) return { verdict: null, reasons };

	return { verdict: reasons.length > 0 ? 'behind' : 'on_time', reasons };
}

/** The communes that the assessment speaks of. */
export const communesBehind = ({ reasons }: Assessment): ReadonlySet<string> =>
	new Set(reasons.map(({ unitId }) => unitId));

function lateReasons({ unitId, target: { year, late } }: CommuneProgress): BehindReason[] {
	return late.map((one) => {
		const missed = one.kind === 'past_year' ? one.year : one.fromYear;
		return { kind: 'late', unitId, against: lastDayOf(missed ?? year!), late: one };
	});
}

function unfinishedReason(commune: CommuneProgress, today: TradeDate): BehindReason[] {
	const year = Number(today.slice(0, 4));
	const against = lastDayOf(year);
	if (commune.target.year !== year || daysBetween(today, against) > LAST_DAYS) return [];

	const lacks: Lack[] = [];
	if (!hasAllDossiers(commune)) lacks.push('dossiers');
	if (commune.commonDossier !== 'complete') lacks.push('common');
	if (!isSentToAll(commune)) lacks.push('sent');
	return lacks.length > 0 ? [{ kind: 'unfinished', unitId: commune.unitId, against, lacks }] : [];
}
