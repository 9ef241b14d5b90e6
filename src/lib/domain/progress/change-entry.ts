import type { SyncRecord } from '../changes/change.ts';
import type { TradeDate } from '../dates.ts';
import type { ReviewTold, TimelineEntry } from './timeline-entry.ts';

interface Written {
	on: TradeDate;
	recordId: string;
	recordKind: string;
	by: string;
	stamp: string;
}

/** What the office said of a value. A timeline tells it at the value itself, which may be of an earlier day. */
export interface ReviewEntry extends Written {
	kind: 'reviewed';
	verdict: ReviewTold['verdict'];
	/** Null where it is of a visit's verdict. */
	indicator: string | null;
	criterion: number;
	text: string | null;
	/** The day of the word that it takes back. */
	takesBack: TradeDate | null;
}

/** Something recorded that has no entry in the timeline. */
export interface RecordedEntry extends Written {
	kind: 'recorded';
	record: SyncRecord;
}

export type ChangeEntry = TimelineEntry | ReviewEntry | RecordedEntry;
