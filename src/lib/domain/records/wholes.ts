import type { Change, RegisterValue, SyncRecord } from '../changes/change.ts';

/** What tells a record of a unit. */
export interface RecordRef {
	kind: string;
	id: string;
}

/** The records that this one is a part of: the visit of a finding or a remark, what a photo was taken of. Two when a change
 *  moves it from one to another. */
export function wholesOf(
	{ kind, recordId, set }: Pick<Change, 'kind' | 'recordId' | 'set'>,
	record: Pick<SyncRecord, 'registers'> | undefined
): RecordRef[] {
	if (kind === 'finding') return [{ kind: 'visit', id: recordId.split(':')[1] ?? '' }];

	const register = kind === 'remark' ? 'text' : 'file';
	const [before, after] = [record?.registers, set].map((registers) => wholeOf(kind, registers?.[register]?.value));
	const isMoved = after && !(before?.kind === after.kind && before.id === after.id);
	return [...(before ? [before] : []), ...(isMoved ? [after] : [])];
}

function wholeOf(kind: string, value: RegisterValue | undefined): RecordRef | undefined {
	const of =
		kind === 'remark' ? { kind: 'visit', id: value?.['visit'] } : kind === 'photo' ? value?.['of'] : undefined;
	const ref = of as Partial<RecordRef> | null | undefined;

	return typeof ref?.kind === 'string' && typeof ref.id === 'string' ? { kind: ref.kind, id: ref.id } : undefined;
}
