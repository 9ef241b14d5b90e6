import type { Change, SyncRecord } from '#lib/domain/changes/change.ts';
import type { Receipt } from '#lib/domain/changes/push.ts';
import type { Unit } from '#lib/domain/reference/unit.ts';

/** A change as the log keeps it. */
export interface LoggedChange {
	change: Change;
	receipt: Receipt;
	personId: string;
	stamp: string | null;
}

/** How long a change has been put off. */
export interface HeldSince {
	firstAtMs: number;
	tries: number;
}

/** One unit's log and records, held under the unit's lock until the push is through. What is appended is seen by the next
 *  reads at once and stored together at the end. */
export interface UnitLog {
	unit: Unit;
	/** seq of the last change of the unit, and the latest stamp given in it ('' when none). */
	head: number;
	lastStamp: string;
	logged(changeId: string): Promise<LoggedChange | undefined>;
	/** The change of this device that already bears the number n, if any. */
	numbered(device: string, n: number): Promise<string | undefined>;
	record(kind: string, recordId: string): Promise<SyncRecord | undefined>;
	/** All changes of one record, refused ones too, by id. */
	history(kind: string, recordId: string): Promise<ReadonlyMap<string, LoggedChange>>;
	/** Records of a kind (reviews, conflicts) that are about another one. */
	recordsAbout(about: string): Promise<SyncRecord[]>;
	held(changeId: string): Promise<HeldSince | undefined>;

	append(logged: LoggedChange, record?: SyncRecord, about?: string): void;
	hold(change: Pick<Change, 'id'>, code: string): void;
}

/** What a review is about, and what a conflict is about. */
export const aboutRecord = (kind: string, recordId: string): string => `${kind}/${recordId}`;
