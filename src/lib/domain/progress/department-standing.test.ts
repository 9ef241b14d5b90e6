import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { departmentStanding, unnamedDepartments } from './department-standing.ts';
import type { CommuneProgress, DepartmentProgress } from './progress.ts';

const department = (id: string, told: Partial<DepartmentProgress> = {}): DepartmentProgress => ({
	department: id,
	sentOn: null,
	sent: false,
	inspectedOn: null,
	inspected: false,
	verdicts: [],
	...told
});
const SENT = department('so-yt', { sent: true, sentOn: '2018-10-24' });
const CAME = department('so-ct', { inspected: true, inspectedOn: '2018-10-16' });
const OTHER = department('so-tp');

const of = (figures: Partial<CommuneProgress['departments']>): CommuneProgress['departments'] => ({
	sent: null,
	inspected: null,
	total: 3,
	each: [SENT, CAME, OTHER],
	...figures
});

describe('a department', () => {
	test('that came stands as inspected, whether or not anything was sent to it', () => {
		expect(departmentStanding(CAME, of({}), undefined)).toBe('inspected');
		expect(departmentStanding(SENT, of({}), undefined)).toBe('sent');
	});

	test('of which nothing is recorded may be among those of which only the number is known', () => {
		expect(departmentStanding(OTHER, of({ sent: 2 }), undefined)).toBe('unknown');
		expect(departmentStanding(OTHER, of({ sent: null }), undefined)).toBe('unknown');
	});

	test('was sent nothing where all that were sent are known by name', () => {
		expect(departmentStanding(OTHER, of({ sent: 1 }), undefined)).toBe('not_sent');
	});

	test('was sent nothing where that is recorded', () => {
		const record = recordOf('appraisal', { sent: { on: null } }, { id: 'appraisal:so-tp' });
		expect(departmentStanding(OTHER, of({ sent: 2 }), record)).toBe('not_sent');
	});
});

test('departments reported in figures are unnamed as far as the records do not tell which', () => {
	expect(unnamedDepartments(of({ sent: 8, inspected: 1 }))).toEqual({ sent: 7, inspected: 0 });
	expect(unnamedDepartments(of({}))).toEqual({ sent: 0, inspected: 0 });
});
