import { expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { restoreRecord, voidedRecords, voidProblems, voidReason, voidRecord } from './void-edits.ts';

const paper = recordOf('paper', { item: { of: 6, name: 'Biên bản' } });

test('a record is taken out with a reason and nothing else of it is touched', () => {
	expect(voidRecord(paper, ' Ghi hai lần ')).toEqual({
		unitId: paper.unitId,
		kind: 'paper',
		recordId: paper.id,
		set: { life: { voided: true, reason: 'Ghi hai lần' } }
	});
});

test('what was taken out is found by its kind, and comes back as it was', () => {
	const out = recordOf('paper', { item: { of: 6, name: 'Biên bản' } }, { voided: true });
	const works = recordOf('works', {}, { voided: true });

	expect(voidedRecords([paper, out, works], 'paper')).toEqual([out]);
	expect(restoreRecord(out)).toEqual({
		unitId: out.unitId,
		kind: 'paper',
		recordId: out.id,
		set: { life: null }
	});
});

test('nothing is taken out without a reason', () => {
	expect(voidProblems(' ')).toEqual([{ at: 'reason', kind: 'missing' }]);
	expect(voidProblems('Ghi nhầm')).toEqual([]);
});

test('the reason can be read afterwards', () => {
	expect(voidReason(paper)).toBeUndefined();
	expect(voidReason(recordOf('paper', {}, { voided: true }))).toBe('ghi nhầm');
});
