import type { TradeDate } from '#lib/domain/dates.ts';
import type { TimelineEntry } from '#lib/domain/progress/timeline-entry.ts';

type CheckEntry = Extract<TimelineEntry, { kind: 'check' }>;

/** One place in the timeline. What one person checked on one day is told together: a commune has some fifty indicators. */
export type TimelineItem =
	| { kind: 'entry'; key: string; on: TradeDate; entry: TimelineEntry; isMilestone: boolean }
	| { kind: 'checks'; key: string; on: TradeDate; by: string; checks: CheckEntry[] };

/** In the order of the entries. A day has one milestone at most, the topmost, since the commune stood the same in all. */
export function timelineItems(entries: readonly TimelineEntry[]): TimelineItem[] {
	const items: TimelineItem[] = [];
	const checksOfDay = new Map<string, CheckEntry[]>();
	const milestones = new Set<TradeDate>();

	for (const entry of entries) {
		const { on, by } = entry;
		if (entry.kind !== 'check') {
			const isMilestone = MILESTONES.has(entry.kind) && !milestones.has(on);
			if (isMilestone) milestones.add(on);
			items.push({ kind: 'entry', key: `${entry.recordId}/${entry.kind}/${on}`, on, entry, isMilestone });
			continue;
		}
		const key = `checks/${on}/${by}`;
		const checks = checksOfDay.get(key);
		if (checks) checks.push(entry);
		else {
			const started = [entry];
			checksOfDay.set(key, started);
			items.push({ kind: 'checks', key, on, by, checks: started });
		}
	}
	return items.map((item) => (item.kind === 'checks' && item.checks.length === 1 ? single(item) : item));
}

/** Where a commune's course is looked at again: what was reported or decided, what got in the way, what was moved. */
const MILESTONES: ReadonlySet<TimelineEntry['kind']> = new Set([
	'decision',
	'tally',
	'obstacle_raised',
	'target_moved'
]);

function single({ key, on, checks }: Extract<TimelineItem, { kind: 'checks' }>): TimelineItem {
	return { kind: 'entry', key, on, entry: checks[0]!, isMilestone: false };
}

export interface TimelinePeriod {
	/** A month `2018-11`, or a year `2017`. */
	key: string;
	items: TimelineItem[];
}

/** By months in this year, by years before and after. */
export function groupByPeriod(items: readonly TimelineItem[], today: TradeDate): TimelinePeriod[] {
	const periods: TimelinePeriod[] = [];
	for (const item of items) {
		const year = item.on.slice(0, 4);
		const key = year === today.slice(0, 4) ? item.on.slice(0, 7) : year;
		const last = periods.at(-1);
		if (last?.key === key) last.items.push(item);
		else periods.push({ key, items: [item] });
	}
	return periods;
}
