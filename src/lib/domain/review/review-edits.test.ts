import { describe, expect, test } from 'vitest';
import { check, TODAY } from '../../../../tests/support/minh-chau.ts';
import type { SyncRecord } from '../changes/change.ts';
import { nextId, recordOf } from '../../../../tests/support/records.ts';
import { reviewOf } from '../../../../tests/support/reviews.ts';
import { isVerified } from '../records/review/locks.ts';
import { schemas } from '../records/schemas.ts';
import { judgedValues } from './judged-values.ts';
import { readReturn, reopenValue, verifyValue } from './review-edits.ts';
import { askToReopen, requestAssignee } from './reopen-request.ts';
import { answeredReturn, reviewThread } from './review-thread.ts';
import { givenBackIn, valuesToCorrect } from './to-correct.ts';

const of = { set: 'vn-commune-2016', isOffice: (id: string) => id === 'van-phong' };
const record = check('6.3', TODAY, { part: 7, whole: 8, met: 'not_met' });
const [value] = judgedValues([record], of);
const review = () => ({ reviewId: nextId(), on: TODAY });

describe('a review', () => {
	test('names the change it judged', () => {
		const { kind, unitId, set } = verifyValue(value!, review());
		expect([kind, unitId]).toEqual(['review', record.unitId]);
		expect(set['verdict']).toEqual({
			of: { kind: 'check', id: record.id },
			judged: record.registers['measurement']!.change,
			verdict: 'verified',
			on: TODAY
		});
		expect(schemas.review.verdict.safeParse(set['verdict']).success).toBe(true);
		expect(reopenValue(value!, review()).set['verdict']).toMatchObject({ verdict: 'reopened' });
	});

	test('that returns has a reason and says what is to be done', () => {
		const read = (reason: 'missing_papers' | null, text: string) => readReturn({ reason, text }, value!, review());
		expect(read(null, '').problems).toEqual([
			{ at: 'reason', kind: 'missing' },
			{ at: 'text', kind: 'missing' }
		]);
		expect(read('missing_papers', ' ').edit).toBeUndefined();
		expect(read('missing_papers', 'a'.repeat(10_001)).problems).toEqual([{ at: 'text', kind: 'too-long' }]);
		expect(read('missing_papers', ' Bổ sung biên bản. ').edit?.set['verdict']).toMatchObject({
			verdict: 'returned',
			reason: { code: 'missing_papers', text: 'Bổ sung biên bản.' }
		});
	});
});

describe('what the commune has to correct', () => {
	const correct = (...records: Parameters<typeof valuesToCorrect>[0][number][]) =>
		valuesToCorrect(records, of).map(({ record: { id } }) => id);

	test('is what was returned, until it is edited or recorded anew', () => {
		const returned = reviewOf(record, 'returned', { text: 'Thiếu biên bản' });
		expect(correct(record, returned)).toEqual([record.id]);
		expect(correct(record, returned, check('6.3', TODAY, {}))).toEqual([]);

		const edited = structuredClone(record);
		edited.registers['measurement']!.change = nextId();
		expect(correct(edited, returned)).toEqual([]);
	});

	test('is not what the office merely took back', () => {
		expect(correct(record, reviewOf(record, 'verified'), reviewOf(record, 'reopened'))).toEqual([]);
	});
});

test('a verdict given back is found on its visit until it is given anew, if only once more the same', () => {
	const visit = recordOf('visit', {
		opening: { purpose: 'follow_up', on: TODAY, startedAt: '2018-11-05T01:00:00.000Z', criteria: [6, 8] },
		conclusion: { text: '', closedAt: '2018-11-05T03:00:00.000Z' }
	});
	const finding = (n: number) =>
		recordOf('finding', { verdict: { verdict: 'satisfied' } }, { id: `finding:${visit.id}:${n}` });
	const [six, eight] = [finding(6), finding(8)];
	const returned = reviewOf(six, 'returned', { text: 'Chưa có biên bản' });
	const backIn = (...records: SyncRecord[]) => [
		...givenBackIn(valuesToCorrect([visit, eight, returned, ...records], of), visit.id).keys()
	];

	expect(backIn(six)).toEqual([6]);
	const again = structuredClone(six);
	again.registers['verdict']!.change = nextId();
	expect(backIn(again)).toEqual([]);
});

test('a return and its correction stay together in one thread', () => {
	const first = record.registers['measurement']!.change;
	const returned = reviewOf(record, 'returned', { on: TODAY, text: 'Thiếu biên bản' });
	const corrected = structuredClone(record);
	corrected.registers['measurement']!.change = nextId();
	const verified = reviewOf(corrected, 'verified', { on: '2018-11-06' });
	const thread = (...records: (typeof record)[]) => {
		const values = judgedValues(records, of);
		return reviewThread(values[0]!, { values, requests: new Map() }).map(({ kind }) => kind);
	};

	expect(returned.registers['verdict']!.value).toMatchObject({ judged: first });
	expect(thread(record)).toEqual(['recorded']);
	expect(thread(record, returned)).toEqual(['recorded', 'returned']);
	expect(thread(corrected, returned)).toEqual(['recorded', 'returned', 'corrected']);
	expect(thread(corrected, returned, verified)).toEqual(['recorded', 'returned', 'corrected', 'verified']);
});

test('the third check is no first one, and the return of an earlier check stands in the thread of the one that answers it', () => {
	const [first, second, third] = ['2018-09-01', '2018-10-01', TODAY].map((on) => check('6.3', on, {})) as [
		SyncRecord,
		SyncRecord,
		SyncRecord
	];
	const returned = reviewOf(second, 'returned', { on: '2018-10-20', text: 'Thiếu biên bản' });
	third.registers['measurement']!.stamp = 'z';
	const values = judgedValues([third, second, returned, first, check('6.1', '2018-09-01', {})], of);
	const steps = reviewThread(values[0]!, { values, requests: new Map() });

	expect(steps).toMatchObject([
		{ kind: 'recorded', nth: 1, on: '2018-09-01' },
		{ kind: 'recorded', nth: 2, on: '2018-10-01' },
		{ kind: 'returned', on: '2018-10-20', text: 'Thiếu biên bản' },
		{ kind: 'recorded', nth: 3, on: TODAY }
	]);
	expect(answeredReturn(values[0]!, values)).toMatchObject({ on: '2018-10-20' });

	const withdrawn = judgedValues([third, second, returned, reviewOf(second, 'reopened'), first], of);
	expect(answeredReturn(withdrawn[0]!, withdrawn)).toBeUndefined();
});

test('an unsent review stands over those that have arrived', () => {
	const reviews = [reviewOf(record, 'reopened', { seq: 0 }), reviewOf(record, 'verified')];
	expect(isVerified(record, reviews)).toBe(false);
	expect(isVerified(record, reviews.slice(1))).toBe(true);
});

test('a request to reopen is a task of whoever verified, or of the office in words', () => {
	const people = [
		{ id: 'van-phong', role: 'district_office' as const, name: '', post: '', units: [] },
		{ id: 'can-bo-xa', role: 'commune_officer' as const, name: '', post: '', units: [] }
	];
	expect(requestAssignee(people, 'van-phong', 'Huyện')).toBe('van-phong');
	expect(requestAssignee(people, 'can-bo-xa', 'Huyện')).toBe('Huyện');
	expect(requestAssignee(people, undefined, 'Huyện')).toBe('Huyện');

	const { set } = askToReopen({
		...{ taskId: nextId(), check: record, criterion: 6, title: 'Xin mở lại 6.3', today: TODAY, assignee: 'Huyện' },
		...{ wanted: { on: TODAY, part: 6, whole: 8, met: 'not_met' }, reason: ' Ghi nhầm ' }
	});
	expect(schemas.task.assignment.safeParse(set['assignment']).success).toBe(true);
	expect(set['assignment']).toMatchObject({
		dueOn: '2018-11-12',
		from: { kind: 'check', id: record.id },
		reopen: { value: { part: 6 }, reason: 'Ghi nhầm' }
	});
});
