import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { appraisalToTyped, readAppraisal, type AppraisalTyped } from './form.ts';

const TODAY = '2018-11-05';
const VISIT = '0191b0c0-0000-7000-8000-000000000003';
const inspected = recordOf(
	'appraisal',
	{ inspected: { on: '2018-10-16', visitId: VISIT, note: 'Đoàn 3 người', car: '36A' } },
	{ id: 'appraisal:so-ct' }
);

function read(typed: Partial<AppraisalTyped>, record: typeof inspected | undefined = undefined) {
	const shown = appraisalToTyped(record, TODAY);

	return readAppraisal({ ...shown, ...typed }, shown, {
		unitId: '15697',
		department: 'so-ct',
		record,
		today: TODAY
	});
}

describe('how far a commune is with a department', () => {
	test('is not said while nobody has said it', () => {
		expect(appraisalToTyped(undefined, TODAY)).toEqual({
			sent: null,
			sentOn: TODAY,
			inspected: null,
			inspectedOn: TODAY,
			note: ''
		});
		expect(read({})).toEqual({ edit: undefined, problems: [] });
	});

	test('that the dossiers were sent is dated, and says nothing of an inspection', () => {
		expect(read({ sent: 'yes', sentOn: '2018-10-24' }).edit).toEqual({
			unitId: '15697',
			kind: 'appraisal',
			recordId: 'appraisal:so-ct',
			set: { sent: { on: '2018-10-24' } }
		});
	});

	test('that nothing was sent is something known', () => {
		expect(read({ sent: 'no' }).edit?.set).toEqual({ sent: { on: null } });
	});

	test('an inspection keeps its visit when only its day is corrected', () => {
		expect(read({ inspectedOn: '2018-10-17' }, inspected).edit?.set).toEqual({
			inspected: { on: '2018-10-17', visitId: VISIT, note: 'Đoàn 3 người', car: '36A' }
		});
	});

	test('an inspection that is taken back was in no visit', () => {
		expect(read({ inspected: 'no' }, inspected).edit?.set).toEqual({ inspected: { on: null, car: '36A' } });
	});

	test('a note alone is a change, one that was emptied goes', () => {
		expect(read({ note: 'Còn thiếu ảnh' }, inspected).edit?.set['inspected']).toMatchObject({
			note: 'Còn thiếu ảnh'
		});
		expect(read({ note: ' ' }, inspected).edit?.set['inspected']).not.toHaveProperty('note');
	});

	test('days that are missing or still to come stop the form', () => {
		expect(read({ sent: 'yes', sentOn: '2018-11-06' }).problems).toEqual([{ at: 'sentOn', kind: 'future' }]);
		expect(read({ inspected: 'yes', inspectedOn: '' }).problems).toEqual([{ at: 'inspectedOn', kind: 'missing' }]);
	});
});
