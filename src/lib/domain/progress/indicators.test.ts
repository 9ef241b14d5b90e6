import { describe, expect, test } from 'vitest';
import { cellOf, check } from '../../../../tests/support/minh-chau.ts';
import { recordOf } from '../../../../tests/support/records.ts';
import type { SyncRecord } from '../changes/change.ts';

describe('the value of an indicator', () => {
	const valueOf63 = (...records: SyncRecord[]) => cellOf(6, ...records).indicators[2]!;

	test('is unrecorded without a check', () => {
		expect(valueOf63()).toEqual({
			indicator: '6.3',
			standing: 'unrecorded',
			checkId: null,
			on: null,
			differs: false,
			standings: { selfAssessed: 'unrecorded', verified: null, isVerifiedLatest: false, confirmed: null }
		});
	});

	test('is the latest by its own day, not the last one written', () => {
		const later = check('6.3', '2018-11-05', { part: 8, whole: 8 });
		const earlier = check('6.3', '2018-10-24', { part: 6, whole: 8 });
		expect(valueOf63(later, earlier)).toMatchObject({ standing: 'met', checkId: later.id, on: '2018-11-05' });
	});

	test('of one day, the one written last', () => {
		const first = check('6.3', '2018-11-05', { part: 6, whole: 8 });
		const second = check('6.3', '2018-11-05', { part: 8, whole: 8 });
		expect(valueOf63(second, first).checkId).toBe(second.id);
	});

	test('does not depend on the order even when two were written at one moment', () => {
		const one = check('6.3', '2018-11-05', { part: 6, whole: 8 });
		const other = check('6.3', '2018-11-05', { part: 8, whole: 8 });
		other.registers['measurement']!.stamp = one.registers['measurement']!.stamp;
		expect(valueOf63(one, other)).toEqual(valueOf63(other, one));
	});

	test('is not that of one village, of a voided check or of another set', () => {
		const records = [
			check('6.3', '2018-11-05', {}, { village: 'thon-3' }),
			check('6.3', '2018-11-05', {}, { voided: true }),
			recordOf('check', {
				subject: { indicator: '6.3', set: 'vn-commune-2021' },
				measurement: { on: '2018-11-05', met: 'met' }
			})
		];
		expect(valueOf63(...records).standing).toBe('unrecorded');
	});

	test('is judged again where the level is known: 7 of 8 is not met though the person ticked it', () => {
		expect(cellOf(6, check('6.3', '2018-11-05', { part: 7, whole: 8 }))).toMatchObject({ indicatorsMet: 0 });
		expect(cellOf(6, check('6.1', '2018-11-05', {}))).toMatchObject({ indicatorsMet: 1 });
	});
});

describe('"another figure than the district\'s"', () => {
	const ofCommune = check('9.1', '2018-11-05', { value: 0 });
	const ofOffice = check('9.1', '2018-11-03', { value: 2, met: 'not_met' }, { by: 'van-phong' });
	const review = (verdict: 'verified' | 'returned' | 'reopened', judgedRecord = ofCommune) =>
		recordOf(
			'review',
			{
				verdict: {
					of: { kind: 'check', id: judgedRecord.id },
					judged: judgedRecord.registers['measurement']!.change,
					verdict,
					on: '2018-11-05'
				}
			},
			{ by: 'van-phong' }
		);
	const differs = (...records: SyncRecord[]) => cellOf(9, ...records).indicators[0]!.differs;

	test('is said when the office checked for itself and found otherwise', () => {
		expect(differs(ofCommune, ofOffice)).toBe(true);
		expect(differs(ofOffice)).toBe(false);
		expect(differs(ofCommune, check('9.1', '2018-11-03', { value: 0 }, { by: 'van-phong' }))).toBe(false);
	});

	test("is settled by the office's review of the commune's value", () => {
		expect(differs(ofCommune, ofOffice, review('verified'))).toBe(false);
		expect(differs(ofCommune, ofOffice, review('returned'))).toBe(false);
	});

	test('comes back when the value is reopened, measured anew or checked again', () => {
		expect(differs(ofCommune, ofOffice, review('verified'), review('reopened'))).toBe(true);
		expect(differs(ofCommune, ofOffice, review('verified'), check('9.1', '2018-11-05', { value: 0 }))).toBe(true);

		const reviewed = review('verified');
		const again = check('9.1', '2018-11-04', { value: 1, met: 'not_met' }, { by: 'van-phong' });
		expect(differs(ofCommune, ofOffice, reviewed, again)).toBe(true);
	});
});
