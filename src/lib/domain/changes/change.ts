/** One JSON object, or null: registers are replaced whole. */
export type RegisterValue = { [field: string]: unknown } | null;

/** A group of fields that belong together, as it stands in a record. `change` names the change that wrote it. */
export interface Register {
	value: RegisterValue;
	stamp: string;
	change: string;
	by: string;
	flags?: string[];
}

/** A record as the server holds it; `seq` is that of the last change accepted for it, won or lost. */
export interface SyncRecord {
	unitId: string;
	kind: string;
	id: string;
	seq: number;
	registers: { [register: string]: Register };
}

export interface RegisterWrite {
	value: RegisterValue;
	/** Id of the change whose value the author saw here, or null when nothing stood. */
	prev: string | null;
}

/** When a change was made, as far as a device can know. */
export interface Made {
	/** What the device's own clock showed, nothing added, in ms. */
	at: number;
	/** What the server's clock had shown in the last answer before, in ms; 0 when there had been none. */
	after: number;
}

/** One edit of one record by one person on one device, fixed for ever when made. */
export interface Change {
	id: string;
	v: number;
	unitId: string;
	kind: string;
	recordId: string;
	set: { [register: string]: RegisterWrite };
	hlc: string;
	device: string;
	/** Counts the device's changes without a gap, from 1. */
	n: number;
	/** Earlier versions of the program did not say. */
	made?: Made;
	/** The stamp it had before the server was restored from an older copy. */
	again?: string;
	/** The server's own word that it gave it that stamp. */
	proof?: string;
}

/** What makes it this change and no other: all but what is told beside it on its way. */
export function bodyOf({ made: _, again: __, proof: ___, ...body }: Change): Change {
	return body;
}

/** What tells one record from another. */
export interface RecordKey {
	unitId: string;
	kind: string;
	recordId: string;
}

/** The device that stands for the server itself in changes such as conflicts. */
export const SERVER_DEVICE = '00server';
/** Who writes them. */
export const SERVER_PERSON = 'server';

export const recordKeyText = ({ unitId, kind, recordId }: RecordKey): string => `${unitId}/${kind}/${recordId}`;
