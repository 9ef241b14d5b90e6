import type { SyncRecord } from '../changes/change.ts';
import type { TradeDate } from '../dates.ts';
import { progressAt } from './as-of.ts';
import { communeProgress, type ProgressOf } from './commune.ts';
import type { CommuneProgress } from './progress.ts';
import { timeline } from './timeline.ts';
import type { TimelineEntry } from './timeline-entry.ts';

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
	entries: TimelineEntry[];
}

/** What has changed in a commune since a day. The figures of that day are as far as today's records tell them: see `progressAt`. */
export function changesSince(records: readonly SyncRecord[], since: TradeDate, place: ProgressOf): ChangesSince {
	const then = progressAt(records, since, place);
	const now = communeProgress(records, place);
	const moved = <T>(of: (progress: CommuneProgress) => T | null): Moved<T> => ({ before: of(then), now: of(now) });

	return {
		since,
		dossiers: moved(({ dossiers }) => dossiers.complete),
		sent: moved(({ departments }) => departments.sent),
		inspected: moved(({ departments }) => departments.inspected),
		common: moved(({ commonDossier }) => commonDossier),
		year: moved(({ target }) => target.year),
		openObstacles: moved(({ openObstacles }) => openObstacles),
		entries: timeline(records, place).filter(({ on }) => on > since && on <= place.today)
	};
}
