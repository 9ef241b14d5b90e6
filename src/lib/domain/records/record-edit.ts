import type { RecordKey, RegisterValue } from '../changes/change.ts';

/** One record and the registers to write in it, each whole. */
export interface RecordEdit extends RecordKey {
	set: { [register: string]: RegisterValue };
}
