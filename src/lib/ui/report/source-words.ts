import type { Source } from '#lib/domain/report/report-document.ts';
import { fullName, type Unit } from '#lib/domain/unit.ts';
import { m } from '#lib/i18n/generated/messages.js';

const KINDS: { [kind: string]: () => string } = {
	tally: m.report_source_tally,
	dossier: m.report_source_dossier,
	appraisal: m.report_source_appraisal,
	letter: m.report_source_letter,
	target: m.report_source_target,
	obstacle: m.report_source_obstacle,
	task: m.report_source_task,
	visit: m.report_source_visit,
	decision: m.report_source_decision,
	survey: m.report_source_survey,
	check: m.report_source_check,
	review: m.report_source_review
};

export interface SourceRow {
	key: string;
	text: string;
	/** The commune whose page shows the records; the district has none. */
	communeId: string | null;
}

/** "Xã Dân Lý: số xã báo, 1 mục", a row for each commune and kind of record. */
export function sourceRows(sources: readonly Source[], units: readonly Unit[]): SourceRow[] {
	const groups = Map.groupBy(sources, ({ unitId, kind }) => `${unitId} ${kind}`);

	return [...groups].map(([key, some]) => {
		const { unitId, kind } = some[0]!;
		const unit = units.find(({ id }) => id === unitId);
		const what = (KINDS[kind] ?? m.report_source_other)();
		const n = new Set(some.flatMap(({ recordIds }) => recordIds)).size;
		const text = m.report_source_row({ place: unit ? fullName(unit) : unitId, what, n });
		return { key, text, communeId: unit?.level === 'commune' ? unitId : null };
	});
}
