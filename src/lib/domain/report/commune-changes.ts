import type { SyncRecord } from '../changes/change.ts';
import type { TradeDate } from '../dates.ts';
import { timeline } from '../progress/timeline.ts';
import type { TimelineEntry } from '../progress/timeline-entry.ts';
import type { TimelineOf } from '../progress/timeline-index.ts';
import { sourcesOf } from './figure-sources.ts';
import type { Source } from './report-document.ts';

export type ChangeKind =
	'dossiers' | 'common' | 'sent' | 'inspected' | 'confirmed' | 'raised' | 'resolved' | 'done' | 'told';

/** What happened in a commune after a day, counted by what it is. */
export interface CommuneChange {
	kind: ChangeKind;
	count: number;
	sources: Source[];
}

const ORDER: ChangeKind[] = [
	'told',
	'dossiers',
	'common',
	'sent',
	'inspected',
	'confirmed',
	'raised',
	'resolved',
	'done'
];

/** Days after `since` up to today; what a day later than today says has not happened yet. */
export function changesSince(
	records: readonly SyncRecord[],
	{ since, today, ...of }: TimelineOf & { since: TradeDate; today: TradeDate }
): CommuneChange[] {
	const entries = timeline(records, of).filter(({ on }) => on > since && on <= today);
	const byKind = Map.groupBy(entries, changeKind);

	return ORDER.flatMap((kind) => {
		const some = byKind.get(kind);
		if (!some) return [];
		const sources = sourcesOf(
			of.unit.id,
			some.map(({ recordKind, recordId }) => ({ kind: recordKind, id: recordId }))
		);
		return [{ kind, count: new Set(some.map(nameOf)).size, sources }];
	});
}

function changeKind(entry: TimelineEntry): ChangeKind | undefined {
	switch (entry.kind) {
		case 'dossier_complete':
			return entry.dossier === 'common' ? 'common' : 'dossiers';
		case 'sent':
		case 'inspected':
		case 'confirmed':
			return entry.kind;
		case 'visit':
			return entry.purpose === 'department' && entry.closed ? 'inspected' : undefined;
		case 'obstacle_raised':
			return 'raised';
		case 'obstacle_resolved':
			return 'resolved';
		case 'task_done':
			return 'done';
		case 'tally':
			return 'told';
		default:
			return undefined;
	}
}

/** A department that came twice inspected once. */
const nameOf = (entry: TimelineEntry): string =>
	'department' in entry && typeof entry.department === 'string' ? entry.department : entry.recordId;
