import { describe, expect, test } from 'vitest';
import { targetProgress } from './lateness.ts';

const moved = (year: number, on = '2018-11-02') => ({ year, on, basis: 'giao ban' });

describe('a commune is late', () => {
	test.each([
		[
			'carried over from the plan of 2017',
			{ year: 2018, basis: 'plan_2017', carriedOver: true },
			{ kind: 'carried_over', fromYear: 2017 }
		],
		[
			'carried over, the year being told by the move',
			{ year: 2017, basis: 'district_plan', carriedOver: true, movedFrom: [moved(2016, '2017-02-01')] },
			{ kind: 'carried_over', fromYear: 2016 },
			{ kind: 'past_year', year: 2017 }
		],
		[
			'carried over from a plan nobody named',
			{ year: 2018, basis: 'district_plan', carriedOver: true },
			{ kind: 'carried_over', fromYear: null }
		],
		[
			'moved from 2018 to 2019',
			{ year: 2019, basis: 'district_plan', movedFrom: [moved(2018)] },
			{ kind: 'moved', fromYear: 2018, toYear: 2019 }
		],
		[
			'moved twice: the last move is told',
			{ year: 2020, basis: 'district_plan', movedFrom: [moved(2018), moved(2019)] },
			{ kind: 'moved', fromYear: 2019, toYear: 2020 }
		],
		[
			'carried over from 2017, and moved from 2018 on top of it',
			{
				...{ year: 2019, basis: 'district_plan', carriedOver: true },
				movedFrom: [{ year: 2018, on: '2018-11-02', basis: 'plan_2017' }]
			},
			{ kind: 'carried_over', fromYear: 2017 },
			{ kind: 'moved', fromYear: 2018, toYear: 2019 }
		],
		['in the last year, which is over', { year: 2017, basis: 'plan_2017' }, { kind: 'past_year', year: 2017 }]
	])('%s', (_what, registration, ...late) => {
		expect(targetProgress(registration, '2018-11-05').late).toEqual(late);
	});
});

describe('a commune is not late', () => {
	test('on the last day of its year, but it is on the next', () => {
		const registration = { year: 2018, basis: 'district_plan' };
		expect(targetProgress(registration, '2018-12-31')).toMatchObject({ late: [], daysLeft: 0 });
		expect(targetProgress(registration, '2019-01-01')).toMatchObject({
			late: [{ kind: 'past_year' }],
			daysLeft: -1
		});
	});

	test('when its year was brought forward', () => {
		expect(
			targetProgress({ year: 2018, basis: 'district_plan', movedFrom: [moved(2019)] }, '2018-11-05').late
		).toEqual([]);
	});

	test('without a target', () => {
		expect(targetProgress(undefined, '2018-11-05')).toMatchObject({ year: null, late: [], daysLeft: null });
	});
});

test('56 days are left from 05/11 to the end of the year', () => {
	expect(targetProgress({ year: 2018, basis: 'district_plan' }, '2018-11-05').daysLeft).toBe(56);
});
