import { expect, test } from 'vitest';
import type { TimelineEntry } from '#lib/domain/progress/timeline-entry.ts';
import { entryLook, verdictTone } from './entry-look.ts';

const OF = { on: '2018-10-24', criteria: [6], recordId: 'a', by: 'a', stamp: '' };
const check = (standing: 'met' | 'not_met' | 'not_applicable'): TimelineEntry => ({
	...{ ...OF, kind: 'check', recordKind: 'check', indicator: '6.3', village: null, photos: 0, review: null },
	...{ standing, measurement: { on: OF.on, met: standing } }
});
const letter = (verdict: 'passed' | 'supplement' | 'failed'): TimelineEntry => ({
	...{ ...OF, kind: 'letter', recordKind: 'letter', department: 'so-yt', number: '' },
	points: [
		{ of: '15', verdict: 'passed' },
		{ of: '17.6', verdict }
	]
});

test('what passes a verdict has the ink of the verdict', () => {
	expect((['met', 'not_met', 'not_applicable'] as const).map((met) => verdictTone(check(met)))).toEqual([
		...['leaf', 'brick', 'well']
	]);
	expect((['passed', 'supplement', 'failed'] as const).map((said) => verdictTone(letter(said)))).toEqual([
		...['leaf', 'gold', 'brick']
	]);
	expect(entryLook(check('not_met')).tone).toBe('brick');
});

test('what passes none is plain', () => {
	expect(verdictTone({ ...OF, kind: 'dossier_complete', recordKind: 'dossier', dossier: 6 })).toBeUndefined();
});
