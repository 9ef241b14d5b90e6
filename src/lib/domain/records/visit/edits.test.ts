import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { REFERENCE } from '../../../../../tests/support/trieu-son.ts';
import type { SyncRecord } from '../../changes/change.ts';
import { schemaOf } from '../schemas.ts';
import type { RecordEdit } from '../record-edit.ts';
import {
	answerRemark,
	closeVisit,
	criteriaOfDepartment,
	judgeCriterion,
	noteRemark,
	openVisit,
	reviseConclusion,
	reviseRemark,
	voidRemark,
	voidVisit
} from './edits.ts';
import { visitsOf } from './read.ts';

const SET = 'vn-commune-2016';
const VISIT = '0191b0c0-0000-7000-8000-000000000001';
const REMARK = '0191b0c0-0000-7000-8000-000000000002';
const OPENED = {
	unitId: '15697',
	visitId: VISIT,
	purpose: 'department',
	department: 'so-vhttdl',
	on: '2018-11-05',
	startedAt: '2018-11-05T01:30:00.000Z',
	criteria: [16, 6]
} as const;

function started(registers: object = {}, ...others: SyncRecord[]) {
	const opening = openVisit(OPENED).set['opening'];
	return visitsOf([recordOf('visit', { opening, ...registers } as never, { id: VISIT }), ...others], SET)[0]!;
}

/** What the device would refuse to save. */
function wrongRegisters(edit: RecordEdit): string[] {
	return Object.entries(edit.set)
		.filter(([register, value]) => !schemaOf(edit.kind, register)?.safeParse(value).success)
		.map(([register]) => register);
}

describe('the criteria that a department comes for', () => {
	const of = (department: string) => criteriaOfDepartment(department, REFERENCE.departments, SET);

	test('are its own', () => {
		expect(of('so-vhttdl')).toEqual([6, 16]);
	});

	test('are also those of single indicators, and those it leads', () => {
		expect(of('so-gddt')).toEqual([5, 14]);
		expect(of('so-nv')).toEqual([18]);
		expect(of('so-tnmt')).toEqual([17]);
		expect(of('bchqs')).toEqual([19]);
	});

	test('are not known from a list of another set, or for a department that is not on it', () => {
		expect(criteriaOfDepartment('so-vhttdl', REFERENCE.departments, 'vn-commune-2021')).toEqual([]);
		expect(of('so-khcn')).toEqual([]);
	});
});

describe('starting a visit', () => {
	test('records why, when and for which criteria', () => {
		const edit = openVisit(OPENED);
		expect(edit).toMatchObject({ kind: 'visit', recordId: VISIT, unitId: '15697' });
		expect(edit.set['opening']).toEqual({
			purpose: 'department',
			department: 'so-vhttdl',
			on: '2018-11-05',
			startedAt: '2018-11-05T01:30:00.000Z',
			criteria: [6, 16]
		});
		expect(wrongRegisters(edit)).toEqual([]);
	});

	test('for another purpose names no department', () => {
		expect(openVisit({ ...OPENED, purpose: 'follow_up' }).set['opening']).not.toHaveProperty('department');
	});
});

describe('during a visit', () => {
	test('a verdict goes into the one record that there is for the criterion', () => {
		const edit = judgeCriterion(started(), { set: SET, criterion: 6, verdict: 'needs_work' });
		expect(edit).toMatchObject({ kind: 'finding', recordId: `finding:${VISIT}:6` });
		expect(edit.set).toEqual({ verdict: { verdict: 'needs_work' } });
		expect(wrongRegisters(edit)).toEqual([]);
	});

	test('a verdict of another set names the set', () => {
		expect(judgeCriterion(started(), { set: 'vn-commune-2021', criterion: 6, verdict: 'satisfied' }).recordId).toBe(
			`finding:${VISIT}:vn-commune-2021:6`
		);
	});

	test('a remark is a record of its own, with its day only if it has one', () => {
		const edit = noteRemark(started(), REMARK, { criterion: 6, text: ' Thiếu biên bản. ', dueOn: '' });
		expect(edit).toMatchObject({ kind: 'remark', recordId: REMARK });
		expect(edit.set).toEqual({ text: { visit: VISIT, criterion: 6, text: 'Thiếu biên bản.' } });
		expect(wrongRegisters(edit)).toEqual([]);
	});

	test('a remark is revised, answered and voided without touching what else it says', () => {
		const record = recordOf(
			'remark',
			{ text: { visit: VISIT, criterion: 6, text: 'Thiếu biên bản.', dueOn: '2018-11-20', weight: 2 } },
			{ id: REMARK }
		);
		const remark = started({}, record).remarks[0]!;
		expect(reviseRemark(remark, { criterion: 16, text: 'Thiếu đất.' }).set).toEqual({
			text: { visit: VISIT, criterion: 16, text: 'Thiếu đất.', weight: 2 }
		});
		expect(answerRemark(remark, true, '2018-11-09').set).toEqual({ answer: { state: 'done', on: '2018-11-09' } });
		expect(answerRemark(remark, false, '2018-11-09').set).toEqual({ answer: { state: 'open', on: '2018-11-09' } });
		expect(voidRemark(remark, 'Ghi nhầm.').set).toEqual({ life: { voided: true, reason: 'Ghi nhầm.' } });
		expect(wrongRegisters(voidRemark(remark, 'Ghi nhầm.'))).toEqual([]);
	});
});

describe('ending a visit', () => {
	const closing = { text: ' Cần bổ sung. ', closedAt: '2018-11-05T04:15:00.000Z', appraisal: undefined };

	test('of a department also makes the department one that has inspected', () => {
		const edits = closeVisit(started(), closing);
		expect(edits.map(({ kind, recordId, set }) => [kind, recordId, set])).toEqual([
			['visit', VISIT, { conclusion: { text: 'Cần bổ sung.', closedAt: closing.closedAt } }],
			['appraisal', 'appraisal:so-vhttdl', { inspected: { on: '2018-11-05', visitId: VISIT } }]
		]);
		expect(edits.flatMap(wrongRegisters)).toEqual([]);
	});

	test('keeps what was noted at the department before', () => {
		const appraisal = recordOf(
			'appraisal',
			{ inspected: { on: null, note: 'Hẹn lại.' }, sent: { on: '2018-10-02' } },
			{ id: 'appraisal:so-vhttdl' }
		);
		expect(closeVisit(started(), { ...closing, appraisal })[1]?.set).toEqual({
			inspected: { on: '2018-11-05', visitId: VISIT, note: 'Hẹn lại.' }
		});
	});

	test('of the cluster says nothing about departments', () => {
		const opening = openVisit({ ...OPENED, purpose: 'cluster' }).set['opening'];
		expect(closeVisit(started({ opening }), closing)).toHaveLength(1);
	});

	test('leaves a conclusion whose words can be revised, not its time', () => {
		const visit = started({ conclusion: { text: 'Đạt.', closedAt: closing.closedAt } });
		expect(reviseConclusion(visit, 'Đạt, bổ sung ảnh.').set).toEqual({
			conclusion: { text: 'Đạt, bổ sung ảnh.', closedAt: closing.closedAt }
		});
		expect(() => reviseConclusion(started(), 'Đạt.')).toThrow();
	});
});

test('a visit started by mistake is voided with its reason', () => {
	const edit = voidVisit(started(), 'Bấm nhầm.');
	expect(edit.set).toEqual({ life: { voided: true, reason: 'Bấm nhầm.' } });
	expect(wrongRegisters(edit)).toEqual([]);
});
