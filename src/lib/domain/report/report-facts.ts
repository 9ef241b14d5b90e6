import type { SyncRecord } from '../changes/change.ts';
import type { CriteriaSet } from '../criteria/criteria-set.ts';
import type { TradeDate } from '../dates.ts';
import { dossierCourse } from '../progress/as-of.ts';
import { districtProgress, overallAssessment, type Assessment } from '../progress/district.ts';
import type { CommuneProgress, DistrictProgress } from '../progress/progress.ts';
import { satisfactionOf, type Satisfaction } from '../progress/satisfaction.ts';
import { briefingsOf, chooseBriefing, type Briefing } from '../records/briefing/read.ts';
import { groupObstacles, type ObstacleRead } from '../records/obstacle/read.ts';
import { currentSet, type Reference } from '../reference/reference.ts';
import type { Unit } from '../reference/unit.ts';
import { changesSince, type CommuneChange } from './commune-changes.ts';
import { figureSources, type CommuneFigure } from './figure-sources.ts';
import { forecastDossiers, type Forecast } from './forecast.ts';
import type { Source } from './report-document.ts';
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
	changes: CommuneChange[];
	forecast: Forecast;
	obstacles: ObstacleRead[];
}

/** All that a report says, before it is put into words. */
export interface ReportFacts {
	district: Unit;
	reference: Reference;
	set: CriteriaSet;
	today: TradeDate;
	progress: DistrictProgress;
	assessment: Assessment;
	/** In the order of the district's progress. */
	communes: CommuneFacts[];
	briefing: Briefing | null;
	/** Communes chosen for the briefing that are not registered for any year; they have no place in the figures. */
	unregistered: Unit[];
	tasks: ReportTask[];
}

export function reportFacts({ district, units, reference, today, recordsByUnit, briefingId }: ReportOf): ReportFacts {
	const briefings = briefingsOf(recordsByUnit.get(district.id) ?? [], today);
	const { briefing, sinceOf } = chooseBriefing(briefings, today, briefingId);
	const chosen = briefing?.meeting.communes;
	const taking = chosen ? units.filter(({ id }) => chosen.includes(id)) : units;
	const progress = districtProgress(recordsByUnit, { units: taking, reference, today });
	const set = currentSet(reference);

	return {
		district,
		reference,
		set,
		today,
		progress,
		assessment: overallAssessment(progress, today),
		communes: progress.communes.map((commune) => {
			const unit = units.find(({ id }) => id === commune.unitId)!;
			const records = recordsByUnit.get(unit.id) ?? [];
			const place = { unit, reference, today };
			const since = sinceOf(unit.id);
			return {
				unit,
				progress: commune,
				records,
				sources: figureSources(records, { unitId: unit.id, set: set.id }),
				satisfaction: satisfactionOf(records, set),
				since,
				changes: since === null ? [] : changesSince(records, { ...place, since }),
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
