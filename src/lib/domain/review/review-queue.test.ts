import { describe, expect, test } from 'vitest';
import { check, TODAY } from '../../../../tests/support/minh-chau.ts';
import { nextId, recordOf } from '../../../../tests/support/records.ts';
import { reviewOf } from '../../../../tests/support/reviews.ts';
import type { SyncRecord } from '../changes/change.ts';
import type { Value } from '../records/kinds.ts';
import { askToReopen, closeRequest, requestsByRecord } from './reopen-request.ts';
import { judgedValues } from './judged-values.ts';
import { recentlyVerified, reviewQueue } from './review-queue.ts';

const queueOf = (...records: SyncRecord[]) =>
	reviewQueue(records, { set: 'vn-commune-2016', isOffice: (id) => id === 'van-phong', today: TODAY });
const waiting = (...records: SyncRecord[]) => queueOf(...records).map(({ record }) => record.id);

const request = (of: SyncRecord) => {
	const { set, recordId } = askToReopen({
		...{ taskId: nextId(), check: of, criterion: 6, title: 'Xin mở lại 6.3', today: TODAY, assignee: 'van-phong' },
		...{ wanted: { on: TODAY, part: 6, whole: 8, met: 'not_met' }, reason: 'Ghi nhầm thôn 3' }
	});
	const values = set as { assignment: Value<'task', 'assignment'>; progress: Value<'task', 'progress'> };
	return recordOf('task', values, { id: recordId });
};

describe('the queue of the office', () => {
	test('holds what has arrived and nobody has judged, oldest first', () => {
		const late = check('6.3', '2018-11-05', { part: 7, whole: 8 });
		const early = check('9.1', '2018-11-02', { value: 0 });
		expect(waiting(late, early)).toEqual([early.id, late.id]);
	});

	test('holds nothing that is still on the way, is voided, of another set or the office’s own', () => {
		const unsent = check('6.3', '2018-11-05', {});
		unsent.seq = 0;
		const records = [
			unsent,
			check('6.3', '2018-11-05', {}, { voided: true }),
			check('6.3', '2018-11-05', {}, { by: 'van-phong' }),
			recordOf('check', {
				subject: { indicator: '6.3', set: 'vn-commune-2021' },
				measurement: { on: '2018-11-05', met: 'met' }
			})
		];
		expect(waiting(...records)).toEqual([]);
	});

	test('leaves out what is verified, and what waits for the commune', () => {
		const verified = check('6.3', '2018-11-05', {});
		const returned = check('9.1', '2018-11-05', {});
		const records = [verified, returned, reviewOf(verified, 'verified'), reviewOf(returned, 'returned')];
		expect(waiting(...records)).toEqual([]);
	});

	test.each(['verified', 'returned'] as const)('takes a value back that was edited after it was %s', (verdict) => {
		const value = check('6.3', '2018-11-05', {});
		const review = reviewOf(value, verdict);
		value.registers['measurement'] = { ...value.registers['measurement']!, change: nextId() };
		const [item] = queueOf(value, review);
		expect(item).toMatchObject({ state: 'waiting', review: undefined, reviews: [{ verdict }] });
	});

	test('takes back what was reopened, also while the reopening is not sent', () => {
		const value = check('6.3', '2018-11-05', {});
		expect(waiting(value, reviewOf(value, 'reopened', { seq: 0 }), reviewOf(value, 'verified'))).toEqual([
			value.id
		]);
	});

	test('holds the verdicts of a visit once it has ended, or its day is over', () => {
		const visit = (on: string, conclusion?: Value<'visit', 'conclusion'>) =>
			recordOf('visit', {
				opening: { purpose: 'internal', on, startedAt: `${on}T01:00:00.000Z`, criteria: [6] },
				...(conclusion && { conclusion })
			});
		const finding = ({ id }: SyncRecord) =>
			recordOf('finding', { verdict: { verdict: 'needs_work' } }, { id: `finding:${id}:6` });
		const ended = visit(TODAY, { text: '', closedAt: `${TODAY}T03:00:00.000Z` });
		const running = visit(TODAY);
		const forgotten = visit('2018-11-01');
		const records = [ended, running, forgotten].flatMap((record) => [record, finding(record)]);

		expect(waiting(...records)).toEqual([`finding:${forgotten.id}:6`, `finding:${ended.id}:6`]);
	});

	test('holds a verified value that the commune asks to have reopened, until that is answered', () => {
		const value = check('6.3', '2018-11-05', { part: 7, whole: 8 });
		const review = reviewOf(value, 'verified');
		const asked = request(value);
		const [item] = queueOf(value, review, asked);
		expect(item).toMatchObject({
			state: 'verified',
			request: { reason: 'Ghi nhầm thôn 3', wanted: { part: 6, whole: 8 } }
		});

		const { set } = closeRequest(item!.request!, { on: TODAY, note: 'Số đã đúng' });
		asked.registers['progress']!.value = set['progress']!;
		expect(waiting(value, review, asked)).toEqual([]);
		expect(requestsByRecord([asked]).get(`check/${value.id}`)).toMatchObject({
			isOpen: false,
			answer: 'Số đã đúng'
		});
	});
});

describe('a verification that is taken back', () => {
	const stateOf = (value: SyncRecord, ...others: SyncRecord[]) =>
		judgedValues([value, ...others], { set: 'vn-commune-2016', isOffice: (id) => id === 'van-phong' })[0]!.state;

	test('leaves the value waiting for the office, not for the commune', () => {
		const value = check('6.3', '2018-11-05', {});
		const reviews = [reviewOf(value, 'verified'), reviewOf(value, 'reopened')];

		expect(stateOf(value, ...reviews)).toBe('waiting');
		expect(waiting(value, ...reviews)).toEqual([value.id]);
	});

	test('because the commune asked waits for the commune; a later one that is taken back does not', () => {
		const value = check('6.3', '2018-11-05', {});
		const [verified, asked, reopened] = [reviewOf(value, 'verified'), request(value), reviewOf(value, 'reopened')];
		expect(stateOf(value, verified, asked, reopened)).toBe('reopened');
		asked.registers['progress']!.value = { state: 'done', on: TODAY };
		expect(waiting(value, verified, asked, reopened)).toEqual([]);

		const again = [reviewOf(value, 'verified'), reviewOf(value, 'reopened')];
		expect(stateOf(value, verified, asked, reopened, ...again)).toBe('waiting');
	});
});

test('what the office verified in the last days stands apart, the latest first, until it is reopened', () => {
	const [older, newer, old, back] = ['6.1', '6.2', '9.1', '3.1'].map((no) => check(no, '2018-10-20', {})) as [
		SyncRecord,
		SyncRecord,
		SyncRecord,
		SyncRecord
	];
	const records = [
		...[older, newer, old, back],
		reviewOf(old, 'verified', { on: '2018-10-29' }),
		reviewOf(older, 'verified', { on: '2018-11-04' }),
		reviewOf(newer, 'verified', { on: TODAY, seq: 0 }),
		...[reviewOf(back, 'verified', { on: TODAY }), reviewOf(back, 'reopened', { on: TODAY })]
	];
	const values = judgedValues(records, { set: 'vn-commune-2016', isOffice: (id) => id === 'van-phong' });

	expect(recentlyVerified(values, TODAY).map(({ record }) => record.id)).toEqual([newer.id, older.id]);
});
