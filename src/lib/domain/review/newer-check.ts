import type { SyncRecord } from '../changes/change.ts';
import { lastCheck, type CheckRead } from '../records/check/read.ts';
import type { JudgedOf } from './judged-values.ts';

/** What the commune has recorded of the same thing since. */
export function newerCheck(
	{ id, set, indicator, village }: CheckRead,
	{ records, isOffice }: { records: readonly SyncRecord[]; isOffice: JudgedOf['isOffice'] }
): CheckRead | undefined {
	const own = records.filter(
		({ kind, registers }) => kind === 'check' && !isOffice(registers['measurement']?.by ?? '')
	);
	const last = lastCheck(own, { set, indicator, village });

	return last?.id === id ? undefined : last;
}
