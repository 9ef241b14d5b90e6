import type { SyncRecord } from '../changes/change.ts';
import type { CriteriaSet } from '../criteria/criteria-set.ts';
import type { TradeDate } from '../dates.ts';
import { dossierCourse, recordsAt } from '../progress/as-of.ts';
import { changesSince } from '../progress/changes-since.ts';
import type { ChangeCount } from '../progress/count-changes.ts';
import { districtProgress, overallAssessment, type Assessment } from '../progress/district.ts';
import type { CommuneProgress, DistrictProgress } from '../progress/progress.ts';
import { satisfactionOf, type Satisfaction } from '../progress/satisfaction.ts';
import { briefingsOf, chooseBriefing, type Briefing } from '../records/briefing/read.ts';
import { valueOf } from '../records/kinds.ts';
import { groupObstacles, type ObstacleRead } from '../records/obstacle/read.ts';
import { currentSet, type Reference } from '../reference/reference.ts';
import type { Unit } from '../unit.ts';
import { figureSources, type CommuneFigure } from './figure-sources.ts';
import { forecastDossiers, type Forecast } from './forecast.ts';
import type { ReportKind, Source } from './report-document.ts';
import { reportTasks, type ReportTask } from './report-tasks.ts';

/** How far back the pace is taken from. */
const PACE_WEEKS = 8;

export interface ReportOf {
	district: Unit;
	/** The communes that may take part. */
	units: readonly Unit[];
	reference: Reference;
	today: TradeDate;
	recordsByUnit: ReadonlyMap<string, readonly SyncRecord[]>;
	/** The briefing it is for; without one the last that was held. */
	briefingId?: string | null;
	kind?: ReportKind;
}

export interface CommuneFacts {
	unit: Unit;
	progress: CommuneProgress;
	records: readonly SyncRecord[];
	sources: Record<CommuneFigure, Source[]>;
	/** Of the surveys among its people. */
	satisfaction: Satisfaction;
	/** What happened since the day of the briefing before; null where it took part in none. */
	since: TradeDate | null;
	changes: ChangeCount[];
	forecast: Forecast;
	obstacles: ObstacleRead[];
}

/** All that a report says, before it is put into words. */
export interface ReportFacts {
	district: Unit;
	reference: Reference;
	set: CriteriaSet;
	today: TradeDate;
	/** The day whose figures these are: nothing of a later day is among them. */
	asOf: TradeDate;
	/** Whether the paper is the briefing's own; a report of today only repeats its conclusion. */
	isOfBriefing: boolean;
	progress: DistrictProgress;
	assessment: Assessment;
	/** In the order of the district's progress. */
	communes: CommuneFacts[];
	briefing: Briefing | null;
	/** Communes chosen for the briefing that are not registered for any year; they have no place in the figures. */
	unregistered: Unit[];
	tasks: ReportTask[];
}

export function reportFacts({ district, units, reference, today, briefingId, kind, ...of }: ReportOf): ReportFacts {
	const briefings = briefingsOf(of.recordsByUnit.get(district.id) ?? [], today);
	const { briefing, sinceOf } = chooseBriefing(briefings, today, briefingId);
	const isOfBriefing = Boolean(briefingId) || kind === 'notice' || kind === 'minutes';
	const asOf = dayOfFigures(briefing, { today, isOfBriefing });
	const recordsByUnit = asOf < today ? allRecordsAt(of.recordsByUnit, asOf, district.id) : of.recordsByUnit;
	const chosen = briefing?.meeting.communes;
	const taking = chosen ? units.filter(({ id }) => chosen.includes(id)) : units;
	const progress = districtProgress(recordsByUnit, { units: taking, reference, today: asOf });
	const set = currentSet(reference);

	return {
		district,
		reference,
		set,
		today,
		asOf,
		isOfBriefing,
		progress,
		assessment: overallAssessment(progress, asOf),
		communes: progress.communes.map((commune) => {
			const unit = units.find(({ id }) => id === commune.unitId)!;
			const records = recordsByUnit.get(unit.id) ?? [];
			const place = { unit, reference, today: asOf };
			const since = sinceOf(unit.id);
			return {
				unit,
				progress: commune,
				records,
				sources: figureSources(records, { unitId: unit.id, set: set.id }),
				satisfaction: satisfactionOf(records, set),
				since,
				changes: since === null ? [] : changesSince(records, since, place).counts,
				forecast: forecastDossiers(commune, dossierCourse(records, { ...place, weeks: PACE_WEEKS + 1 })),
				obstacles: groupObstacles(records)
					.filter(({ state }) => state !== 'resolved')
					.flatMap(({ obstacles }) => obstacles)
			};
		}),
		briefing,
		unregistered: chosen ? taking.filter(({ id }) => progress.communes.every(({ unitId }) => unitId !== id)) : [],
		tasks: reportTasks(briefing, recordsByUnit, { districtId: district.id, people: reference.people })
	};
}

/** A briefing's papers speak of its day, however late they are read. What is written for no briefing speaks of today. */
function dayOfFigures(
	briefing: Briefing | null,
	{ today, isOfBriefing }: { today: TradeDate; isOfBriefing: boolean }
): TradeDate {
	const on = isOfBriefing ? briefing?.meeting.on : undefined;

	return on !== undefined && on < today ? on : today;
}

/** The district's own records are its briefings: what one of them says belongs to it, whenever it was typed. */
function allRecordsAt(
	recordsByUnit: ReadonlyMap<string, readonly SyncRecord[]>,
	on: TradeDate,
	districtId: string
): Map<string, readonly SyncRecord[]> {
	return new Map(
		Array.from(recordsByUnit, ([unitId, records]) => [
			unitId,
			unitId === districtId ? records : recordsAt(records, on)
		])
	);
}

/** Whether a paper is made now for a briefing that was concluded on an earlier day. */
export function isRemade({ briefing, asOf, today }: Pick<ReportFacts, 'briefing' | 'asOf' | 'today'>): boolean {
	const conclusion = valueOf(briefing?.record, 'briefing', 'conclusion');

	return conclusion !== undefined && asOf === briefing?.meeting.on && asOf < today && conclusion.on !== today;
}
