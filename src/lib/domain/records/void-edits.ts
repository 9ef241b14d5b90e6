import type { SyncRecord } from '../changes/change.ts';
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

/** Why a record was voided; undefined while it stands. */
export function voidReason(record: SyncRecord): string | undefined {
	const life = record.registers['life']?.value;

	return life?.['voided'] === true ? String(life['reason'] ?? '') : undefined;
}
