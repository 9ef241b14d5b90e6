import { describe, expect, test } from 'vitest';
import { appraisal, progressOf, tally } from '../../../../tests/support/minh-chau.ts';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';

describe('the departments', () => {
	const sentTo = (department: string) => appraisal(department, { sent: { on: '2018-10-24' } });
	const inspectedBy = (department: string) => appraisal(department, { inspected: { on: '2018-10-31' } });

	test('17 of them, and nothing known, is not 0 of 17', () => {
		expect(progressOf().departments).toMatchObject({ sent: null, inspected: null, total: 17 });
	});

	test('the greater of reported and recorded counts', () => {
		expect(progressOf(tally(19, false, [8, 5]), sentTo('so-yt')).departments).toMatchObject({
			sent: 8,
			inspected: 5
		});
		expect(progressOf(tally(19, false, [1, null]), sentTo('so-yt'), sentTo('so-nv')).departments).toMatchObject({
			sent: 2,
			inspected: null
		});
	});

	test('a department may inspect without having been sent anything', () => {
		const { sent, inspected, each } = progressOf(inspectedBy('so-yt')).departments;
		expect([sent, inspected]).toEqual([null, 1]);
		expect(each.find(({ department }) => department === 'so-yt')).toEqual({
			department: 'so-yt',
			sent: false,
			sentOn: null,
			inspected: true,
			inspectedOn: '2018-10-31',
			verdicts: []
		});
	});

	test('a sending taken back leaves the number unknown, unless each department is said to have none', () => {
		const takenBack = (department: string) => appraisal(department, { sent: { on: null } });
		expect(progressOf(takenBack('so-yt')).departments.sent).toBeNull();
		expect(progressOf(...REFERENCE.departments.departments.map(({ id }) => takenBack(id))).departments.sent).toBe(
			0
		);
	});

	test('reported as sent to all, each is sent to, on a day nobody wrote down', () => {
		const { each } = progressOf(tally(19, true, [17, 4])).departments;
		expect(each.every(({ sent, sentOn }) => sent && sentOn === null)).toBe(true);
		expect(each.some(({ inspected }) => inspected)).toBe(false);
	});

	test('a department that is not on the list does not count', () => {
		expect(progressOf(sentTo('so-yt'), sentTo('ngan-hang')).departments.sent).toBe(1);
	});
});
