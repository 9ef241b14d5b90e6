import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { TEXT_LIMIT } from '../text-limit.ts';
import { firstTarget, isMove, readTarget, type TargetTyped } from './form.ts';

const today = '2018-11-05';
const unitId = '15697';
const registered = recordOf(
	'target',
	{ registration: { year: 2018, basis: 'district_plan', document: 'Kế hoạch 92/KH-UBND', carriedOver: true } },
	{ id: 'target' }
);
const typed: TargetTyped = {
	year: 2020,
	basis: 'province_decision',
	words: '',
	document: '',
	on: today,
	isCorrection: false
};
const read = (form: Partial<TargetTyped>, record: Parameters<typeof readTarget>[1]['record'] = undefined) =>
	readTarget({ ...typed, ...form }, { unitId, record, today });
const registrationOf = (reading: ReturnType<typeof read>) => reading.edit?.set['registration'];

describe('registering a commune', () => {
	test('takes the year and what it rests on', () => {
		expect(read({ document: ' QĐ 935/QĐ-UBND ' })).toEqual({
			edit: {
				unitId,
				kind: 'target',
				recordId: 'target',
				set: {
					registration: {
						...{ year: 2020, basis: 'province_decision', registeredOn: today },
						document: 'QĐ 935/QĐ-UBND'
					}
				}
			},
			problems: []
		});
	});

	test('takes a basis in words', () => {
		expect(registrationOf(read({ basis: null, words: ' Nghị quyết của Huyện ủy ' }))).toEqual({
			year: 2020,
			basis: 'Nghị quyết của Huyện ủy',
			registeredOn: today
		});
	});

	test('needs a year and a basis, and names both at once', () => {
		expect(read({ year: null, basis: null, words: '  ' })).toEqual({
			edit: undefined,
			problems: [
				{ at: 'year', kind: 'missing' },
				{ at: 'basis', kind: 'missing' }
			]
		});
	});

	test('stops at texts that no change can carry', () => {
		const long = 'a'.repeat(TEXT_LIMIT + 1);
		expect(read({ basis: null, words: long, document: long }).problems).toEqual([
			{ at: 'basis', kind: 'too-long' },
			{ at: 'document', kind: 'too-long' }
		]);
	});

	test('of a voided registration nothing is left', () => {
		const voided = recordOf('target', { registration: { year: 2016, basis: 'a' } }, { id: 'target', voided: true });
		expect(firstTarget(voided, today)).toMatchObject({ year: null, basis: '', words: '' });
		expect(registrationOf(read({}, voided))).toEqual({
			...{ year: 2020, basis: 'province_decision', registeredOn: today }
		});
	});
});

test('a basis that was not chosen is missing, whatever stands under another one', () => {
	expect(read({ basis: '', words: 'Nghị quyết 05' }).problems).toEqual([{ at: 'basis', kind: 'missing' }]);
});

describe('moving the target year', () => {
	test('keeps the year left, the day, and the basis and paper it had', () => {
		expect(registrationOf(read({ year: 2019, on: '2018-11-02' }, registered))).toEqual({
			year: 2019,
			basis: 'province_decision',
			carriedOver: true,
			movedFrom: [{ year: 2018, on: '2018-11-02', basis: 'district_plan', document: 'Kế hoạch 92/KH-UBND' }]
		});
	});

	test('keeps the plan that was not met, whatever takes the place of the basis that named it', () => {
		const registration = { year: 2018, basis: 'plan_2017', carriedOver: true };
		const carried = recordOf('target', { registration }, { id: 'target' });

		expect(registrationOf(read({ year: 2019, on: '2018-11-02' }, carried))).toMatchObject({ carriedFrom: 2017 });
		const form = { ...firstTarget(carried, today), basis: 'province_decision' };
		expect(registrationOf(read(form, carried))).toMatchObject({ year: 2018, carriedFrom: 2017 });
	});

	test('a second move comes after the first', () => {
		const moved = recordOf(
			'target',
			{
				registration: {
					year: 2019,
					basis: 'province_decision',
					movedFrom: [{ year: 2018, on: '2018-03-01', basis: 'district_plan' }]
				}
			},
			{ id: 'target' }
		);
		expect(registrationOf(read({}, moved))).toMatchObject({
			year: 2020,
			movedFrom: [
				{ year: 2018, on: '2018-03-01', basis: 'district_plan' },
				{ year: 2019, on: today, basis: 'province_decision' }
			]
		});
	});

	test('needs the day of the move, not after today', () => {
		expect(read({ on: '' }, registered).problems).toEqual([{ at: 'on', kind: 'missing' }]);
		expect(read({ on: '2018-11-06' }, registered).problems).toEqual([{ at: 'on', kind: 'future' }]);
	});

	test('a year written by mistake is replaced and counts as no move', () => {
		expect(isMove(registered, { ...typed, isCorrection: true })).toBe(false);
		expect(registrationOf(read({ isCorrection: true, on: '' }, registered))).toEqual({
			year: 2020,
			basis: 'province_decision',
			carriedOver: true
		});
	});

	test('another basis for the same year is no move', () => {
		const form = { ...firstTarget(registered, today), basis: 'province_decision', document: '' };
		expect(registrationOf(read(form, registered))).toEqual({
			year: 2018,
			basis: 'province_decision',
			carriedOver: true
		});
	});
});

test('the form opens with what stands, a basis of the office in words', () => {
	const own = recordOf('target', { registration: { year: 2019, basis: 'Nghị quyết 05' } }, { id: 'target' });
	expect(firstTarget(registered, today)).toMatchObject({ year: 2018, basis: 'district_plan', words: '' });
	expect(firstTarget(own, today)).toMatchObject({ basis: null, words: 'Nghị quyết 05' });
});
