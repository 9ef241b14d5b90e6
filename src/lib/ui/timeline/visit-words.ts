import type { TimelineEntry } from '#lib/domain/progress/timeline-entry.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { sentences } from '../sentences.ts';

type VisitEntry = Extract<TimelineEntry, { kind: 'visit' }>;

const PURPOSES = {
	follow_up: m.log_visit_follow_up,
	cluster: m.log_visit_cluster,
	internal: m.log_visit_internal
};

/** Who looked at what, and what came of it: the words of the conclusion, else the verdicts. */
export function visitWords(
	entry: VisitEntry,
	department: string
): { title: string; strong: string | undefined; note: string } {
	const team = entry.attended > 0 ? m.timeline_visit_attended({ n: entry.attended }) : null;
	const photos = entry.photos > 0 ? m.paper_photos({ n: entry.photos }) : null;
	const note = sentences(
		[entry.closed ? null : m.timeline_visit_open()],
		entry.conclusion === null ? findings(entry.findings) : [entry.conclusion],
		[team, photos, remarks(entry.remarks)]
	);

	return { title: visitTitle(entry, department), strong: department || undefined, note };
}

function visitTitle({ purpose, criteria }: VisitEntry, department: string): string {
	const list = criteria.join(', ');
	const n = criteria.length;
	if (purpose === 'department') {
		return n === 0 ? m.log_visit_department({ department }) : m.timeline_visit_department({ n, department, list });
	}

	const visit = PURPOSES[purpose]();
	return n === 0 ? visit : m.timeline_visit_at({ n, visit, list });
}

/** A single criterion's verdict needs no count. */
function findings({ satisfied, needs_work, not_satisfied }: VisitEntry['findings']): (string | null)[] {
	if (satisfied + needs_work + not_satisfied === 1) {
		if (satisfied) return [m.value_finding_satisfied()];
		return [needs_work ? m.value_finding_needs_work() : m.value_finding_not_satisfied()];
	}

	return [
		satisfied > 0 ? m.timeline_findings_satisfied({ n: satisfied }) : null,
		needs_work > 0 ? m.timeline_findings_needs_work({ n: needs_work }) : null,
		not_satisfied > 0 ? m.timeline_findings_not_satisfied({ n: not_satisfied }) : null
	];
}

function remarks({ total, open }: VisitEntry['remarks']): string | null {
	if (total === 0) return null;

	return open === 0 ? m.timeline_visit_remarks({ n: total }) : m.timeline_visit_remarks_open({ n: total, open });
}
