import type { SyncRecord } from '../../changes/change.ts';
import { isVoided, valueOf, type Value } from '../kinds.ts';

export interface WorksRead {
	record: SyncRecord;
	contract: Value<'works', 'contract'>;
	progress: Value<'works', 'progress'> | undefined;
}

export function readWorksRecord(record: SyncRecord): WorksRead | undefined {
	const contract = record.kind === 'works' && !isVoided(record) ? valueOf(record, 'works', 'contract') : undefined;

	return contract && { record, contract, progress: valueOf(record, 'works', 'progress') };
}

/** Done to the whole: no day is waited for any more. */
export const isWorksDone = (progress: Value<'works', 'progress'> | undefined): boolean =>
	(progress?.percent ?? 0) >= 100;

/** Of one criterion, or all; what is due first comes first. */
export const worksOf = (records: readonly SyncRecord[], criterion?: number): WorksRead[] =>
	records
		.flatMap((record) => readWorksRecord(record) ?? [])
		.filter(({ contract }) => criterion === undefined || contract.criterion === criterion)
		.sort((a, b) => (a.contract.dueOn < b.contract.dueOn ? -1 : 1));
