import { describe, expect, test } from 'vitest';
import { oddities } from './oddities.ts';

const TODAY = '2018-11-05';

describe('what is merely odd is flagged, not refused', () => {
	test.each([
		['9 of 8 villages', 'check', 'measurement', { on: TODAY, part: 9, whole: 8, met: 'met' }, ['part-over-whole']],
		['minus two houses', 'check', 'measurement', { on: TODAY, value: -2, met: 'met' }, ['negative']],
		[
			'a second figure greater than its whole',
			'check',
			'measurement',
			{ on: TODAY, part: 7, whole: 8, more: [{ label: 'nước sạch', part: 9, whole: 8 }], met: 'met' },
			['part-over-whole']
		],
		['a check of tomorrow', 'check', 'measurement', { on: '2018-11-06', met: 'met' }, ['future-date']],
		[
			'an obstacle raised tomorrow',
			'obstacle',
			'statement',
			{ title: 'x', raisedOn: '2018-11-06', asks: 'commune' },
			['future-date']
		],
		['a dossier sent tomorrow', 'appraisal', 'sent', { on: '2018-11-06' }, ['future-date']],
		[
			'a year moved tomorrow',
			'target',
			'registration',
			{ year: 2019, basis: 'x', movedFrom: [{ year: 2018, on: '2018-11-06', basis: 'x' }] },
			['future-date']
		],
		[
			'a tally below zero and of tomorrow',
			'tally',
			'dossiers',
			{ complete: -1, common: null, on: '2018-11-06' },
			['negative', 'future-date']
		],
		['minus ten people', 'profile', 'population', { households: 10, people: -10, on: TODAY }, ['negative']]
	])('%s', (_what, kind, register, value, flags) => {
		expect(oddities({ kind, register }, value, TODAY)).toEqual(flags);
	});
});

describe('what is planned lies in the future by its nature', () => {
	test.each([
		['the day of a briefing', 'briefing', 'meeting', { on: '2018-11-30', place: 'x', chair: 'x', attendees: [] }],
		['the day a dossier is expected', 'dossier', 'plan', { expectedOn: '2018-11-30' }],
		['the day a task is due', 'task', 'assignment', { title: 'x', assignee: 'x', dueOn: '2018-11-30' }],
		[
			'the day works are to be finished',
			'works',
			'contract',
			{ name: 'x', contractor: 'x', startOn: '2019-01-01', dueOn: '2019-12-31' }
		],
		['the year in which a commune is to finish', 'target', 'registration', { year: 2020, basis: 'district_plan' }]
	])('%s is not odd', (_what, kind, register, value) => {
		expect(oddities({ kind, register }, value, TODAY)).toEqual([]);
	});
});

test('a value within its whole, of today, is not odd', () => {
	expect(
		oddities({ kind: 'check', register: 'measurement' }, { on: TODAY, part: 8, whole: 8, met: 'met' }, TODAY)
	).toEqual([]);
});

test('an emptied register, a kind of a newer version and what the server wrote are let pass', () => {
	expect(oddities({ kind: 'check', register: 'measurement' }, null, TODAY)).toEqual([]);
	expect(oddities({ kind: 'inventory', register: 'count' }, { value: -1 }, TODAY)).toEqual([]);
	expect(oddities({ kind: 'conflict', register: 'clash' }, { on: '2030-01-01' }, TODAY)).toEqual([]);
});

test('a value of any shape is answered, however deep it is nested', () => {
	const deep = JSON.parse(`{"on":[1,null,"x",{"part":2,"whole":1}],"x":${'['.repeat(9000)}${']'.repeat(9000)}}`);
	expect(oddities({ kind: 'check', register: 'measurement' }, deep, TODAY)).toEqual(['part-over-whole']);
});

describe('what no form lets through any longer is taken and flagged', () => {
	const about = (indicator: string, set?: string) => ({
		...{ kind: 'check', register: 'measurement' },
		subject: { indicator, ...(set !== undefined && { set }) }
	});
	const households = { on: TODAY, part: 1170.5, whole: 1300, met: 'met' };

	test('things counted one by one with a fraction', () => {
		expect(oddities(about('17.6'), households, TODAY)).toEqual(['not-whole']);
		expect(oddities(about('17.8', 'vn-commune-2021'), households, TODAY)).toEqual(['not-whole']);
		const second = {
			on: TODAY,
			part: 9,
			whole: 9,
			more: [{ label: 'nước sạch', part: 2.5, whole: 9 }],
			met: 'met'
		};
		expect(oddities(about('17.1'), second, TODAY)).toEqual(['not-whole']);
	});

	test('but lengths and areas have one', () => {
		expect(oddities(about('2.3'), households, TODAY)).toEqual([]);
		expect(oddities({ kind: 'check', register: 'measurement' }, households, TODAY)).toEqual([]);
	});

	test('what does not apply, without a word why', () => {
		expect(oddities(about('17.7'), { on: TODAY, met: 'not_applicable' }, TODAY)).toEqual(['no-reason']);
		const said = { on: TODAY, met: 'not_applicable', note: 'Không có hộ chăn nuôi.' };
		expect(oddities(about('17.7'), said, TODAY)).toEqual([]);
	});
});
