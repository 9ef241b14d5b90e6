import type { RecordKey, RegisterValue, SyncRecord } from '../changes/change.ts';

/** One record and the registers to write in it, each whole. */
export interface RecordEdit extends RecordKey {
	set: { [register: string]: RegisterValue };
}

/** By register, the change whose value the author was looking at; null, or absent, where nothing stood. */
export type Seen = Readonly<{ [register: string]: string | null }>;

/** An edit that can be saved: it tells what its author was looking at, so that it overwrites nothing else in silence. */
export interface SeenEdit extends RecordEdit {
	seen: Seen;
}

/** What stands in a record, as whoever looks at it now has seen it. */
export const seenOf = (record: SyncRecord | undefined): Seen =>
	Object.fromEntries(Object.entries(record?.registers ?? {}).map(([register, { change }]) => [register, change]));

/** An edit by somebody who was looking at this state of its record; undefined where there was no record. */
export const asSeen = (edit: RecordEdit, record: SyncRecord | undefined): SeenEdit => ({
	...edit,
	seen: seenOf(record)
});

/** Edits by somebody who was looking at these records; of a record that is not among them, at nothing. */
export const asSeenIn = (edits: readonly RecordEdit[], records: readonly (SyncRecord | undefined)[]): SeenEdit[] =>
	edits.map((edit) =>
		asSeen(
			edit,
			records.find((record) => record !== undefined && isOf(record, edit))
		)
	);

export const isOf = ({ unitId, kind, id }: SyncRecord, edit: RecordEdit): boolean =>
	id === edit.recordId && kind === edit.kind && unitId === edit.unitId;
