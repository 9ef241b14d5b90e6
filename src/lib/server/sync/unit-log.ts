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

/** How long a change has been put off. */
export interface HeldSince {
	firstAtMs: number;
	tries: number;
}

/** Kinds whose records are found from another one. */
export type AboutKind = 'review' | 'conflict' | 'finding' | 'remark';

/** One unit's log and records, held under the unit's lock until the push is through. What is appended is seen by the next
 *  reads at once and stored together at the end. */
export interface UnitLog {
	unit: Unit;
	/** seq of the last change of the unit, and the latest stamp given in it ('' when none). */
	head: number;
	lastStamp: string;
	logged(changeId: string): Promise<LoggedChange | undefined>;
	/** The change of this device that already bears the number n, if any; asked of the changes of the attempt. */
	numbered(device: string, n: number): Promise<string | undefined>;
	record(kind: string, recordId: string): Promise<SyncRecord | undefined>;
	/** Records of a kind that are about a record (reviews, conflicts) or a part of it (findings, remarks): the latest ones, and
	 *  no more than anybody needs. */
	recordsAbout(about: string, kind: AboutKind): Promise<SyncRecord[]>;
	held(changeId: string): Promise<HeldSince | undefined>;

	append(logged: LoggedChange, record?: SyncRecord, about?: string): void;
	/** The change was put off once more; whose it is, since a person may have only so many remembered. */
	hold(change: Pick<Change, 'id'>, personId: string): void;
}

/** A value has one standing review and few open conflicts, a visit a finding for each criterion; what is older than so many has
 *  been overtaken. */
export const MOST_ABOUT = 50;
/** Of one person's changes that are put off, so many are remembered. The others wait until these are through. */
export const MOST_HELD = 500;
/** A hold that nobody has come back for is forgotten, and begins anew. */
export const HOLDS_KEPT_MS = 30 * 86_400_000;

/** What a review or a conflict is about, and the visit that findings and remarks are a part of. */
export const aboutRecord = (kind: string, recordId: string): string => `${kind}/${recordId}`;

export const partsOfVisit = (log: UnitLog, visitId: string, kind: 'finding' | 'remark'): Promise<SyncRecord[]> =>
	log.recordsAbout(aboutRecord('visit', visitId), kind);
