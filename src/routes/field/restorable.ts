import type { SyncRecord } from '#lib/domain/changes/change.ts';
import type { KindName } from '#lib/domain/records/kinds.ts';
import { voidedRecords } from '#lib/domain/records/void-edits.ts';
import type { Field } from './field-context.svelte.ts';

/** Records of the commune that were taken out, and that this person may bring back. `around` is as in `Field.mayWrite`. */
export const restorable = <K extends KindName>(
	field: Field,
	kind: K,
	around?: Parameters<Field['mayWrite']>[3]
): SyncRecord[] =>
	voidedRecords(field.records ?? [], kind).filter((record) => field.mayWrite(kind, 'life', record, around));
