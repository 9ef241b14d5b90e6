import type { SyncRecord } from '../changes/change.ts';
import type { CriteriaSet } from '../criteria/criteria-set.ts';
import type { TradeDate } from '../dates.ts';
import { dossierCourse } from '../progress/as-of.ts';
import { districtProgress, overallAssessment, type Assessment } from '../progress/district.ts';
import type { CommuneProgress, DistrictProgress } from '../progress/progress.ts';
import { groupObstacles, type ObstacleRead } from '../records/obstacles.ts';
import { currentSet, type Reference } from '../reference/reference.ts';
import type { Unit } from '../reference/unit.ts';
import { chooseBriefing, readBriefings, readDecisions, type BriefingRead } from './briefings.ts';
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
	/** Null where there is no earlier briefing to compare with. */
	changes: CommuneChange[] | null;
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
	briefing: BriefingRead | null;
	since: TradeDate | null;
	tasks: ReportTask[];
}

export function reportFacts({ district, units, reference, today, recordsByUnit, briefingId }: ReportOf): ReportFacts {
	const progress = districtProgress(new Map(recordsByUnit), { units, reference, today });
	const ofDistrict = recordsByUnit.get(district.id) ?? [];
	const { briefing, since } = chooseBriefing(readBriefings(ofDistrict), today, briefingId);
	const decisions = briefing ? readDecisions(ofDistrict, briefing.id) : [];
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
			return {
				unit,
				progress: commune,
				records,
				sources: figureSources(records, { unitId: unit.id, set: set.id }),
				changes: since === null ? null : changesSince(records, { ...place, since }),
				forecast: forecastDossiers(commune, dossierCourse(records, { ...place, weeks: PACE_WEEKS + 1 })),
				obstacles: groupObstacles(records)
					.filter(({ state }) => state !== 'resolved')
					.flatMap(({ obstacles }) => obstacles)
			};
		}),
		briefing,
		since,
		tasks: reportTasks(decisions, recordsByUnit, {
			districtId: district.id,
			briefingId: briefing?.id ?? null,
			people: reference.people
		})
	};
}
