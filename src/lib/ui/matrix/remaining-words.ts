import type { Remaining } from '#lib/domain/progress/remaining.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { formatDay } from '../format.ts';

type Report = Extract<Remaining, { kind: 'report' }>;

const FIGURES: Record<Report['figure'], () => string> = {
	dossiers: m.remaining_report_dossiers,
	common: m.remaining_report_common,
	sent: m.remaining_report_sent,
	inspected: m.remaining_report_inspected
};

/** What is left, a line each; the figures that nobody has reported share one. */
export function remainingLines(left: readonly Remaining[]): string[] {
	const reports = left.filter((item): item is Report => item.kind === 'report');
	const others = left.flatMap((item) => (item.kind === 'report' ? [] : [lineOf(item)]));
	if (reports.length === 0) return others;

	return [...others, m.remaining_report({ list: reports.map(({ figure }) => FIGURES[figure]()).join(', ') })];
}

function lineOf(item: Exclude<Remaining, Report>): string {
	switch (item.kind) {
		case 'dossiers':
			return m.remaining_dossiers({ n: item.left });
		case 'common_dossier':
			return item.expectedOn === null
				? m.remaining_common()
				: m.remaining_common_expected({ day: formatDay(item.expectedOn) });
		case 'send':
			return m.remaining_send({ n: item.departments });
		case 'objection':
			return item.verdict === 'failed'
				? m.remaining_failed({ criterion: item.criterion })
				: m.remaining_supplement({ criterion: item.criterion });
		case 'obstacles':
			return item.criterion === null
				? m.remaining_obstacles_commune({ n: item.open })
				: m.remaining_obstacles({ n: item.open, criterion: item.criterion });
	}
}
