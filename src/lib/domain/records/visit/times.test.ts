import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import { schemaOf } from '../schemas.ts';
import { isOfEarlierDay, readBeginning, readEnd, readVisitTimes, timesToTyped } from './times.ts';
import { visitsOf } from './read.ts';

/** 14:30 on 05/11/2018 in Thanh Hóa. */
const NOW = Date.parse('2018-11-05T07:30:00Z');
const SET = 'vn-commune-2016';

const opening = {
	...{ purpose: 'department', department: 'so-vhttdl', on: '2018-11-05', criteria: [6] },
	startedAt: '2018-11-05T01:30:40.123Z'
} as const;
const conclusion = { text: 'Đạt.', closedAt: '2018-11-05T04:15:10.000Z' };
const visitOf = (values: object = { opening, conclusion }) => visitsOf([recordOf('visit', values as never)], SET)[0]!;

describe('a visit begins', () => {
	test('now, where neither day nor hour was typed', () => {
		expect(readBeginning({ on: '', from: '' }, NOW)).toEqual({
			times: { on: '2018-11-05', startedAt: '2018-11-05T07:30:00.000Z' },
			problems: []
		});
	});

	test('on an earlier day, at the hour that was typed', () => {
		expect(readBeginning({ on: '2018-11-02', from: '08:15' }, NOW)).toEqual({
			times: { on: '2018-11-02', startedAt: '2018-11-02T01:15:00.000Z' },
			problems: []
		});
	});

	test('earlier on the same day', () => {
		expect(readBeginning({ on: '', from: '08:15' }, NOW).times.startedAt).toBe('2018-11-05T01:15:00.000Z');
	});

	test.each([
		['an earlier day without its hour', { on: '2018-11-02', from: '' }, [{ at: 'from', kind: 'missing' }]],
		['a day to come', { on: '2018-11-06', from: '08:00' }, [{ at: 'on', kind: 'future' }]],
		['a day that does not exist', { on: '2018-02-31', from: '08:00' }, [{ at: 'on', kind: 'no-day' }]],
		['an hour to come', { on: '', from: '14:31' }, [{ at: 'from', kind: 'future' }]],
		['half an hour typed', { on: '', from: 'no-time' }, [{ at: 'from', kind: 'missing' }]],
		['an hour that does not exist', { on: '', from: '24:00' }, [{ at: 'from', kind: 'missing' }]]
	])('not with %s', (_what, typed, problems) => {
		expect(readBeginning(typed, NOW).problems).toEqual(problems);
	});
});

describe('a visit of an earlier day ends', () => {
	const beginning = { on: '2018-11-02', from: '08:15' };

	test('when it ended then, not now', () => {
		expect(
			isOfEarlierDay(visitOf({ opening: { ...opening, startedAt: '2018-11-02T01:15:00.000Z' } }), '2018-11-05')
		).toBe(true);
		expect(isOfEarlierDay(visitOf(), '2018-11-05')).toBe(false);
		expect(readEnd({ lastOn: '2018-11-02', to: '11:00' }, beginning, NOW)).toEqual({
			closedAt: '2018-11-02T04:00:00.000Z',
			problems: []
		});
	});

	test.each([
		['no hour', { lastOn: '2018-11-02', to: '' }, [{ at: 'to', kind: 'missing' }]],
		['an hour before its beginning', { lastOn: '2018-11-02', to: '08:14' }, [{ at: 'to', kind: 'past' }]],
		['a day before its beginning', { lastOn: '2018-11-01', to: '09:00' }, [{ at: 'to', kind: 'past' }]],
		['an hour to come', { lastOn: '2018-11-05', to: '15:00' }, [{ at: 'to', kind: 'future' }]]
	])('not with %s', (_what, typed, problems) => {
		expect(readEnd(typed, beginning, NOW).problems).toEqual(problems);
	});
});

describe('when a visit was', () => {
	const correct = (typed: object, appraisal?: ReturnType<typeof recordOf>) => {
		const visit = visitOf();
		return readVisitTimes({ ...timesToTyped(visit), ...typed }, { visit, appraisal, nowMs: NOW });
	};

	test('is put right, and nothing else of it changes', () => {
		const { edit } = correct({ on: '2018-11-02', lastOn: '2018-11-02', to: '11:00' });
		expect(edit!.map(({ set }) => set)).toEqual([
			{
				opening: { ...opening, on: '2018-11-02', startedAt: '2018-11-02T01:30:00.000Z' },
				conclusion: { ...conclusion, closedAt: '2018-11-02T04:00:00.000Z' }
			}
		]);
		for (const [register, value] of Object.entries(edit![0]!.set))
			expect(schemaOf('visit', register)!.safeParse(value).success).toBe(true);
	});

	test('of which only the end was wrong leaves its beginning to the second', () => {
		expect(correct({ to: '11:00' }).edit!.map(({ set }) => Object.keys(set))).toEqual([['conclusion']]);
	});

	test('that nobody changed is not written', () => {
		expect(correct({})).toEqual({ edit: undefined, problems: [] });
	});

	test('takes along the day on which the department inspected', () => {
		const visit = visitOf();
		const inspectedBy = (visitId: string) =>
			recordOf(
				'appraisal',
				{ inspected: { on: '2018-11-05', visitId, note: 'đủ' } },
				{ id: 'appraisal:so-vhttdl' }
			);
		const moved = { ...timesToTyped(visit), on: '2018-11-02' };
		const read = (visitId: string) =>
			readVisitTimes(moved, { visit, appraisal: inspectedBy(visitId), nowMs: NOW }).edit!.slice(1);

		expect(read(visit.id)).toMatchObject([
			{ recordId: 'appraisal:so-vhttdl', set: { inspected: { on: '2018-11-02', visitId: visit.id, note: 'đủ' } } }
		]);
		expect(read('0191b0c0-0000-7000-8000-000000000009')).toEqual([]);
	});

	test('cannot lie after its end', () => {
		expect(correct({ from: '13:00' }).problems).toEqual([{ at: 'to', kind: 'past' }]);
	});

	test('of a visit that is running has no end yet', () => {
		const visit = visitOf({ opening });
		expect(timesToTyped(visit)).toEqual({ on: '2018-11-05', from: '08:30', lastOn: '', to: '' });
		const { edit } = readVisitTimes(
			{ ...timesToTyped(visit), from: '08:00' },
			{ visit, appraisal: undefined, nowMs: NOW }
		);
		expect(edit!.map(({ set }) => Object.keys(set))).toEqual([['opening']]);
	});
});
