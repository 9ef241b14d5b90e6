import type { SyncRecord } from '../changes/change.ts';
import { judgedValues, type JudgedOf, type JudgedValue } from './judged-values.ts';
import { newerCheck } from './newer-check.ts';

/** What the office gave back to the commune, the oldest review first: values that were returned, and those reopened
 *  because the commune asked. What it has recorded anew since needs no correcting. */
export function valuesToCorrect(records: readonly SyncRecord[], of: JudgedOf): JudgedValue[] {
	return judgedValues(records, of)
		.filter(({ state }) => state === 'returned' || state === 'reopened')
		.filter((value) => value.kind !== 'check' || !newerCheck(value.check, { records, isOffice: of.isOffice }))
		.sort((a, b) => (reviewedAt(a) < reviewedAt(b) ? -1 : 1));
}

/** A visit's verdicts among them, by criterion. */
export function givenBackIn(
	values: readonly JudgedValue[],
	visitId: string
): Map<number, JudgedValue & { kind: 'finding' }> {
	return new Map(
		values.flatMap((value) =>
			value.kind === 'finding' && value.visit.id === visitId ? [[value.criterion, value] as const] : []
		)
	);
}

const reviewedAt = ({ review, key }: JudgedValue) => `${review?.on} ${review?.stamp} ${key}`;
