import type { SyncRecord } from '../changes/change.ts';
import { valueOf } from '../records/kinds.ts';
import type { JudgedValue } from './judged-values.ts';
import { photosAmong, type PhotoRead } from '../photos/photo-edits.ts';

/** The photos of a value that the office judges, in the order in which they were taken. Those of a visit's verdict hang on the
 *  remarks about its criterion. */
export function photosOfValue(value: JudgedValue, records: readonly SyncRecord[]): PhotoRead[] {
	const owners = new Set([`${value.kind}/${value.record.id}`]);
	if (value.kind === 'finding') {
		for (const record of records) {
			const remark = record.kind === 'remark' ? valueOf(record, 'remark', 'text') : undefined;
			if (remark?.visit === value.visit.id && remark.criterion === value.criterion)
				owners.add(`remark/${record.id}`);
		}
	}

	return photosAmong(records, ({ kind, id }) => owners.has(`${kind}/${id}`));
}
