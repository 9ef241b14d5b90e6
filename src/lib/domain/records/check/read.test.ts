import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { lastCheck, readCheckRecord } from './read.ts';

const HALLS = { set: 'vn-commune-2016', indicator: '6.3' };

function check(
	on: string,
	{ indicator = '6.3', village, voided }: { indicator?: string; village?: string; voided?: boolean } = {}
) {
	return recordOf(
		'check',
		{
			subject: { indicator, ...(village !== undefined && { village }) },
			measurement: { on, part: 6, whole: 8, met: 'not_met' }
		},
		voided ? { voided } : {}
	);
}

describe('the last check of an indicator', () => {
	test('is the one of the latest day, whenever it was written', () => {
		const [late, early] = [check('2018-10-24'), check('2018-06-30')];
		expect(lastCheck([late, early], HALLS)?.id).toBe(late.id);
	});

	test('of one day is the one written last', () => {
		const [first, second] = [check('2018-10-24'), check('2018-10-24')];
		expect(lastCheck([second, first], HALLS)?.id).toBe(second.id);
	});

	test('is of the same indicator and the same village', () => {
		const whole = check('2018-10-01');
		const village = check('2018-10-02', { village: 'thon-3' });
		const records = [whole, village, check('2018-10-03', { indicator: '6.1' })];
		expect(lastCheck(records, HALLS)?.id).toBe(whole.id);
		expect(lastCheck(records, { ...HALLS, village: '' })?.id).toBe(whole.id);
		expect(lastCheck(records, { ...HALLS, village: 'thon-3' })?.id).toBe(village.id);
		expect(lastCheck(records, { ...HALLS, village: 'thon-4' })).toBeUndefined();
	});

	test('of an earlier day leaves out what was found since', () => {
		const [before, since] = [check('2018-06-30'), check('2018-10-24')];
		expect(lastCheck([before, since], { ...HALLS, until: '2018-10-23' })?.id).toBe(before.id);
		expect(lastCheck([before, since], { ...HALLS, until: '2018-10-24' })?.id).toBe(since.id);
	});

	test('is neither voided nor the one being edited', () => {
		const [kept, edited] = [check('2018-10-01'), check('2018-10-02')];
		const records = [kept, edited, check('2018-10-03', { voided: true })];
		expect(lastCheck(records, { ...HALLS, except: edited.id })?.id).toBe(kept.id);
	});
});

test('a check of another set is not taken for one of this set', () => {
	const record = recordOf('check', {
		subject: { indicator: '6.3', set: 'vn-commune-2021' },
		measurement: { on: '2023-10-24', met: 'met' }
	});
	expect(lastCheck([record], HALLS)).toBeUndefined();
	expect(readCheckRecord(record)).toMatchObject({ set: 'vn-commune-2021', indicator: '6.3', village: undefined });
});
