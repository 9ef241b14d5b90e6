import type { SyncRecord } from '../changes/change.ts';
import { isVoided, type KindName } from './kinds.ts';
import { neededText, type FieldProblem } from './form-fields.ts';
import { tidyText } from '../tidy-text.ts';
import type { RecordEdit } from './record-edit.ts';

export const voidProblems = (reason: string): FieldProblem<'reason'>[] => neededText('reason', reason);

/** Takes a record out of every count and list; it stays in the history with the reason. */
export const voidRecord = ({ unitId, kind, id }: SyncRecord, reason: string): RecordEdit => ({
	unitId,
	kind,
	recordId: id,
	set: { life: { voided: true, reason: tidyText(reason) } }
});

/** Puts a voided record back where it was, with all that belongs to it. */
export const restoreRecord = ({ unitId, kind, id }: SyncRecord): RecordEdit => ({
	unitId,
	kind,
	recordId: id,
	set: { life: null }
});

/** The voided records of a kind, the last one first. */
export const voidedRecords = (records: readonly SyncRecord[], kind: KindName): SyncRecord[] =>
	records
		.filter((record) => record.kind === kind && isVoided(record))
		.sort((a, b) => (a.registers['life']!.stamp < b.registers['life']!.stamp ? 1 : -1));

/** Why a record was voided; undefined while it stands. */
export function voidReason(record: SyncRecord): string | undefined {
	const life = record.registers['life']?.value;

	return life?.['voided'] === true ? String(life['reason'] ?? '') : undefined;
}
