import type { Change, SyncRecord } from '#lib/domain/changes/change.ts';
import type { Receipt } from '#lib/domain/changes/push.ts';
import type { Unit } from '#lib/domain/unit.ts';

/** A change as the log keeps it. */
export interface LoggedChange {
	change: Change;
	receipt: Receipt;
	personId: string;
	stamp: string | null;
}

/** Since when, and how often, a change has been put off. */
export interface HeldSince {
	firstAtMs: number;
	tries: number;
}

/** Kinds whose records are found from the record they are about, or are a part of. */
export type AboutKind = 'review' | 'conflict' | 'finding' | 'remark';

/** One unit's log and records, under the unit's lock until the transaction ends. The next reads see what was appended at
 *  once; all of it is stored together at the end of the attempt. */
export interface UnitLog {
	unit: Unit;
	/** seq of the last change of the unit, and the latest stamp given in it ('' when none). */
	head: number;
	lastStamp: string;
	logged(changeId: string): Promise<LoggedChange | undefined>;
	/** The id of the change of this device that already has the number n. Knows only the devices and numbers of the attempt's
	 *  changes. */
	numbered(device: string, n: number): Promise<string | undefined>;
	record(kind: string, recordId: string): Promise<SyncRecord | undefined>;
	/** Records of a kind that are about a record (reviews, conflicts) or a part of it (findings, remarks): of those stored, the
	 *  latest MOST_ABOUT. */
	recordsAbout(about: string, kind: AboutKind): Promise<SyncRecord[]>;
	held(changeId: string): Promise<HeldSince | undefined>;

	append(logged: LoggedChange, record?: SyncRecord, about?: string): void;
	/** The change was put off once more. The person is needed because of MOST_HELD. */
	hold(change: Pick<Change, 'id'>, personId: string): void;
}

/** A value has one standing review and few open conflicts; a visit has one finding for each criterion. Older records than the
 *  latest 50 no longer count. */
export const MOST_ABOUT = 50;
/** At most so many holds of one person are counted at a time. Other changes of this person are put off without being counted,
 *  until there is room. */
export const MOST_HELD = 500;
/** After this time a hold is deleted. If its change is sent again, the count begins anew. */
export const HOLDS_KEPT_MS = 30 * 86_400_000;

/** The key of the record that a review or a conflict is about, or of the visit that findings and remarks are a part of. */
export const aboutRecord = (kind: string, recordId: string): string => `${kind}/${recordId}`;

export const partsOfVisit = (log: UnitLog, visitId: string, kind: 'finding' | 'remark'): Promise<SyncRecord[]> =>
	log.recordsAbout(aboutRecord('visit', visitId), kind);
