import { expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { REFERENCE } from '../../../../../tests/support/trieu-son.ts';
import { criteriaJudgedBy, firstConfirmation, readConfirmation, type ConfirmationTyped } from './confirmation-form.ts';

const today = '2018-11-05';
const health = REFERENCE.departments.departments.find(({ id }) => id === 'so-yt')!;
const typed: ConfirmationTyped = { verdict: 'passed', criteria: [15], on: '2018-11-02', note: '' };
const read = (form: Partial<ConfirmationTyped>, record?: Parameters<typeof readConfirmation>[1]['record']) =>
	readConfirmation({ ...typed, ...form }, { unitId: '15697', department: 'so-yt', record, today });

test('a department has a say in its criteria and in those of its single indicators', () => {
	expect(criteriaJudgedBy(health)).toEqual([15, 17]);
});

test('a confirmation is written beside what else the department did', () => {
	expect(read({ criteria: [17, 15], note: ' Công văn 12 ' })).toEqual({
		edit: {
			unitId: '15697',
			kind: 'appraisal',
			recordId: 'appraisal:so-yt',
			set: { confirmed: { on: '2018-11-02', criteria: [15, 17], verdict: 'passed', note: 'Công văn 12' } }
		},
		problems: []
	});
});

test('it names everything that is missing at once, in the order of the form', () => {
	expect(read({ verdict: null, criteria: [], on: '' })).toEqual({
		edit: undefined,
		problems: [
			{ at: 'verdict', kind: 'missing' },
			{ at: 'criteria', kind: 'missing' },
			{ at: 'on', kind: 'missing' }
		]
	});
	expect(read({ on: '2018-11-06' }).problems).toEqual([{ at: 'on', kind: 'future' }]);
});

test('a later confirmation replaces the note and carries over what it does not know', () => {
	const value = {
		on: '2018-10-20',
		criteria: [15],
		verdict: 'supplement' as const,
		note: 'Thiếu biên bản',
		number: '12'
	};
	const standing = recordOf('appraisal', { confirmed: value }, { id: 'appraisal:so-yt' });
	expect(read({}, standing).edit?.set).toEqual({
		confirmed: { on: '2018-11-02', criteria: [15], verdict: 'passed', number: '12' }
	});
});

test('the form opens with what stands, else with all criteria of the department and no verdict', () => {
	const value = { on: '2018-10-20', criteria: [15], verdict: 'supplement' as const };
	const standing = recordOf('appraisal', { confirmed: value }, { id: 'appraisal:so-yt' });
	expect(firstConfirmation(standing, health, today)).toEqual({ ...value, note: '' });
	expect(firstConfirmation(undefined, health, today)).toEqual({
		verdict: null,
		criteria: [15, 17],
		on: today,
		note: ''
	});
});
