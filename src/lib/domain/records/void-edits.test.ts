import { expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { voidProblems, voidReason, voidRecord } from './void-edits.ts';

const paper = recordOf('paper', { item: { of: 6, name: 'Biên bản' } });

test('a record is taken out with a reason and nothing else of it is touched', () => {
	expect(voidRecord(paper, ' Ghi hai lần ')).toEqual({
		unitId: paper.unitId,
		kind: 'paper',
		recordId: paper.id,
		set: { life: { voided: true, reason: 'Ghi hai lần' } }
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
