import type { SyncRecord } from '../changes/change.ts';
import { criterionOfIndicator } from '../criteria/criteria-set.ts';
import type { LetterPoint } from '../records/letter/schema.ts';
import { entriesOf, voidedEntries } from './happenings.ts';
import { indexRecords, type TimelineIndex, type TimelineOf } from './timeline-index.ts';
import { TIMELINE_GROUPS, type TimelineEntry, type TimelineGroup } from './timeline-entry.ts';

/** What happened in a commune, newest first by the records' own dates. The records of its district may be among them: of
 *  these only what a briefing decided about the commune is told. */
export function timeline(records: readonly SyncRecord[], of: TimelineOf): TimelineEntry[] {
	return timelineOf(indexRecords(records, of));
}

export function timelineOf(index: TimelineIndex): TimelineEntry[] {
	const entries = [
		...index.records.flatMap((record) => entriesOf(record, index)),
		...index.voidedChecks.flatMap((record) => voidedEntries(record, index))
	];

	return entries.sort(
		(a, b) =>
			compare(b.on, a.on) ||
			compare(b.stamp, a.stamp) ||
			compare(b.recordId, a.recordId) ||
			compare(a.kind, b.kind)
	);
}

/** What was recorded at one criterion, newest first. */
export function criterionLog(records: readonly SyncRecord[], criterion: number, of: TimelineOf): TimelineEntry[] {
	return timeline(records, of)
		.filter(({ criteria }) => criteria.includes(criterion))
		.map((entry) => (entry.kind === 'letter' ? { ...entry, points: pointsOf(entry.points, criterion) } : entry));
}

const pointsOf = (points: readonly LetterPoint[], criterion: number) =>
	points.filter(({ of }) => criterionOfIndicator(of) === criterion);

export function filterTimeline(entries: readonly TimelineEntry[], group: TimelineGroup | 'all'): TimelineEntry[] {
	return entries.filter(({ kind }) => group === 'all' || TIMELINE_GROUPS[kind] === group);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
