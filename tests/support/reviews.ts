import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { judgedRegister } from '#lib/domain/records/review/locks.ts';
import { recordOf, type Writing } from './records.ts';

type Verdict = 'verified' | 'returned' | 'reopened';

interface Said extends Writing {
	on?: string;
	text?: string;
	/** Of a value that stood before. */
	judged?: string;
}

/** A review of what stands in a check or a finding. */
export function reviewOf(of: SyncRecord, verdict: Verdict, said: Said = {}): SyncRecord {
	const { on = '2018-11-05', text, judged = of.registers[judgedRegister(of.kind)!]!.change, ...writing } = said;
	const reason = text === undefined ? {} : { reason: { code: 'other', text } };

	return recordOf(
		'review',
		{ verdict: { of: { kind: of.kind as 'check' | 'finding', id: of.id }, judged, verdict, ...reason, on } },
		{ by: 'van-phong', unitId: of.unitId, ...writing }
	);
}
