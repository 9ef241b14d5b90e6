import { describe, expect, test } from 'vitest';
import { cellOf, check, confirmed, progressOf } from '../../../../tests/support/minh-chau.ts';
import { reviewOf } from '../../../../tests/support/reviews.ts';
import type { SyncRecord } from '../changes/change.ts';

const standingsOf = (...records: SyncRecord[]) => cellOf(6, ...records).indicators[2]!.standings;
const all = { part: 8, whole: 8 };
const some = { part: 7, whole: 8 };

describe('what the commune says, what the office verified, what the department confirmed', () => {
	test('are three facts: a value nobody has verified is the commune’s word alone', () => {
		expect(standingsOf(check('6.3', '2018-11-05', all))).toEqual({
			selfAssessed: 'met',
			verified: null,
			isVerifiedLatest: false,
			confirmed: null
		});
	});

	test('the verified value stays the office’s word of the day of its review when the commune records another', () => {
		const before = check('6.3', '2018-10-24', some);
		const now = check('6.3', '2018-11-05', all);
		expect(standingsOf(before, reviewOf(before, 'verified', { on: '2018-10-26' }), now)).toMatchObject({
			selfAssessed: 'met',
			verified: { standing: 'not_met', on: '2018-10-26', checkId: before.id },
			isVerifiedLatest: false
		});
	});

	test.each(['returned', 'reopened'] as const)('a value %s is not verified', (verdict) => {
		const value = check('6.3', '2018-11-05', all);
		const reviews = [reviewOf(value, 'verified'), reviewOf(value, verdict)];
		expect(standingsOf(value, ...reviews).verified).toBeNull();
	});

	test('an edit after the review is not verified either', () => {
		const value = check('6.3', '2018-11-05', all);
		const review = reviewOf(value, 'verified');
		value.registers['measurement']!.change = 'another';
		expect(standingsOf(value, review).verified).toBeNull();
	});

	test('the office’s own check is not what the commune says of itself', () => {
		expect(standingsOf(check('6.3', '2018-11-05', all, { by: 'van-phong' })).selfAssessed).toBe('unrecorded');
	});

	test('only the word of the department that judges it counts, and only of what it names', () => {
		expect(standingsOf(confirmed('so-vhttdl', [6], 'passed')).confirmed).toBe('passed');
		expect(standingsOf(confirmed('so-vhttdl', [16], 'passed')).confirmed).toBeNull();
		expect(standingsOf(confirmed('so-yt', [6], 'passed')).confirmed).toBeNull();
	});

	test('are counted apart: over a criterion and over the commune', () => {
		const verified = check('6.3', '2018-11-05', all);
		const records = [verified, reviewOf(verified, 'verified'), check('6.1', '2018-11-05', {})];
		expect(cellOf(6, ...records).counts).toEqual({ selfAssessed: 2, verified: 1, confirmed: 0, total: 3 });
		expect(progressOf(...records, confirmed('so-vhttdl', [6], 'passed')).counts).toEqual({
			selfAssessed: 2,
			verified: 1,
			confirmed: 3,
			total: 49
		});
	});

	test('leave out what does not apply: it counts neither way', () => {
		const notApplicable = check('6.2', '2018-11-05', { met: 'not_applicable' });
		const records = [check('6.1', '2018-11-05', {}), notApplicable];
		expect(cellOf(6, ...records)).toMatchObject({
			indicatorsMet: 1,
			indicatorsCounted: 2,
			counts: { selfAssessed: 1, total: 2 }
		});
		expect(progressOf(...records).counts.total).toBe(48);
	});
});
