import type { WorksField } from '#lib/domain/records/works/form.ts';
import type { WorksRead } from '#lib/domain/records/works/read.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { FormWords } from '../app/field-problem-words.ts';
import { formatDay, formatNumber } from '../format.ts';

export const WORKS_WORDS: FormWords<WorksField> = {
	names: {
		name: m.works_name,
		startOn: m.works_start_on,
		contractor: m.works_contractor,
		dueOn: m.works_due_on,
		percent: m.works_percent,
		on: m.works_seen_on,
		note: m.check_note
	},
	missing: {
		name: m.works_name_missing,
		contractor: m.works_contractor_missing,
		percent: m.works_percent_missing
	}
};

/** "90% ngày 24/10, còn sơn và sân" */
export function worksProgressWords({ progress }: WorksRead): string {
	if (!progress) return m.works_progress_none();
	const done = m.works_progress({ percent: formatNumber(progress.percent), day: formatDay(progress.on) });

	return progress.note ? `${done}. ${progress.note}` : done;
}
