import type { SyncRecord } from '../changes/change.ts';
import type { TradeDate } from '../dates.ts';
import { ownDate } from '../records/own-date.ts';
import { progressAt } from './as-of.ts';
import type { ChangeEntry } from './change-entry.ts';
import { communeProgress, type ProgressOf } from './commune.ts';
import { countChanges, type ChangeCount } from './count-changes.ts';
import type { CommuneProgress } from './progress.ts';
import { reviewEntries } from './review-entries.ts';
import { timelineOf } from './timeline.ts';
import { indexRecords, type TimelineIndex } from './timeline-index.ts';

/** A figure on the day before and now; null is "not known" and never zero. */
export interface Moved<T> {
	before: T | null;
	now: T | null;
}

export interface ChangesSince {
	since: TradeDate;
	dossiers: Moved<number>;
	sent: Moved<number>;
	inspected: Moved<number>;
	common: Moved<'complete' | 'missing'>;
	year: Moved<number>;
	openObstacles: Moved<number>;
	/** What has happened after that day, the latest first. */
	entries: ChangeEntry[];
	/** The same, counted by what it is. */
	counts: ChangeCount[];
}

/** What has changed in a commune since a day, for whoever asks: hall and report say the same. The figures of that day are as
 *  far as today's records tell them: see `progressAt`. A day later than today has not come yet. */
export function changesSince(records: readonly SyncRecord[], since: TradeDate, place: ProgressOf): ChangesSince {
	const then = progressAt(records, since, place);
	const now = communeProgress(records, place);
	const moved = <T>(of: (progress: CommuneProgress) => T | null): Moved<T> => ({ before: of(then), now: of(now) });
	const entries = entriesSince(records, since, place);

	return {
		since,
		dossiers: moved(({ dossiers }) => dossiers.complete),
		sent: moved(({ departments }) => departments.sent),
		inspected: moved(({ departments }) => departments.inspected),
		common: moved(({ commonDossier }) => commonDossier),
		year: moved(({ target }) => target.year),
		openObstacles: moved(({ openObstacles }) => openObstacles),
		entries,
		counts: countChanges(entries)
	};
}

function entriesSince(records: readonly SyncRecord[], since: TradeDate, place: ProgressOf): ChangeEntry[] {
	const isSince = ({ on }: { on: TradeDate }) => on > since && on <= place.today;
	const index = indexRecords(records, place);
	const reviews = reviewEntries(index).filter(({ takesBack }) => takesBack === null || takesBack <= since);
	const told = [...timelineOf(index), ...reviews].filter(isSince);
	const others = otherEntries(index, new Set(told.map(({ recordId }) => recordId))).filter(isSince);

	return [...told, ...others].sort((a, b) => (a.on === b.on ? compare(b.stamp, a.stamp) : compare(b.on, a.on)));
}

/** These are told with what they belong to. */
const TOLD_BY_OTHERS = new Set([
	'review',
	'remark',
	'finding',
	'photo',
	'conflict',
	'briefing',
	'statement',
	'document'
]);

/** What has a day of its own and no entry in the timeline: papers, surveys, works, dossiers in the making. */
function otherEntries({ records }: TimelineIndex, told: ReadonlySet<string>): ChangeEntry[] {
	return records.flatMap((record): ChangeEntry[] => {
		if (told.has(record.id) || TOLD_BY_OTHERS.has(record.kind)) return [];
		const latest = Object.values(record.registers)
			.map((register) => ({ register, on: ownDate(register.value) }))
			.filter((one): one is { register: typeof one.register; on: TradeDate } => one.on !== undefined)
			.sort((a, b) => compare(b.on, a.on))[0];
		if (!latest) return [];

		const { by, stamp } = latest.register;
		return [{ kind: 'recorded', on: latest.on, record, recordId: record.id, recordKind: record.kind, by, stamp }];
	});
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
