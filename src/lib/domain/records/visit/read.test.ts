import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../../tests/support/records.ts';
import type { SyncRecord } from '../../changes/change.ts';
import { findingId } from '../record-ids.ts';
import { criteriaOf, isReviewed, isRunning, visitsOf, visitToContinue, whatIsEmpty } from './read.ts';

const SET = 'vn-commune-2016';

function visit(startedAt: string, { closedAt, criteria = [6, 16] }: { closedAt?: string; criteria?: number[] } = {}) {
	return recordOf('visit', {
		opening: { purpose: 'department', department: 'so-vhttdl', on: startedAt.slice(0, 10), startedAt, criteria },
		...(closedAt !== undefined && { conclusion: { text: 'Đạt.', closedAt } })
	});
}

const finding = (visitId: string, criterion: number | string) =>
	recordOf('finding', { verdict: { verdict: 'needs_work' } }, { id: `finding:${visitId}:${criterion}` });

const remark = (visitId: string, criterion: number, text: string) =>
	recordOf('remark', { text: { visit: visitId, criterion, text } });

const read = (...records: SyncRecord[]) => visitsOf(records, SET)[0]!;

describe('visits', () => {
	test('that are running come first, then the latest', () => {
		const old = visit('2018-10-01T01:30:00.000Z', { closedAt: '2018-10-01T04:00:00.000Z' });
		const running = visit('2018-09-20T01:30:00.000Z');
		const recent = visit('2018-10-30T01:30:00.000Z', { closedAt: '2018-10-30T04:00:00.000Z' });
		expect(visitsOf([old, running, recent], SET).map(({ id }) => id)).toEqual([running.id, recent.id, old.id]);
		expect(visitsOf([old, running, recent], SET).map(isRunning)).toEqual([true, false, false]);
	});

	test('leave the latest of those running that a person may end to go on with', () => {
		const ended = visit('2018-11-05T01:30:00.000Z', { closedAt: '2018-11-05T04:00:00.000Z' });
		const forgotten = visit('2018-09-20T01:30:00.000Z');
		const own = visit('2018-11-04T01:30:00.000Z');
		const others = visit('2018-11-05T02:00:00.000Z');
		const visits = visitsOf([ended, forgotten, others, own], SET);
		expect(visitToContinue(visits, () => true)?.id).toBe(others.id);
		expect(visitToContinue(visits, (record) => record.id !== others.id)?.id).toBe(own.id);
		expect(visitToContinue(visitsOf([ended], SET), () => true)).toBeUndefined();
	});

	test('carry what was found and noted in them, in the order in which it was noted', () => {
		const one = visit('2018-11-05T01:30:00.000Z');
		const [first, second] = [remark(one.id, 6, 'Thiếu biên bản.'), remark(one.id, 6, 'Thiếu đất.')];
		const elsewhere = remark('0191b0c0-0000-7000-8000-000000000000', 6, 'Của buổi khác.');
		const { findings, remarks } = read(second, elsewhere, finding(one.id, 6), first, one);
		expect([...findings.keys()]).toEqual([6]);
		expect(remarks.map(({ text }) => text.text)).toEqual(['Thiếu biên bản.', 'Thiếu đất.']);
	});

	test('leave out what was voided', () => {
		const one = visit('2018-11-05T01:30:00.000Z');
		const gone = recordOf('remark', { text: { visit: one.id, criterion: 6, text: 'Ghi nhầm.' } }, { voided: true });
		expect(read(one, gone).remarks).toEqual([]);
		const voided = recordOf('visit', { opening: one.registers['opening']!.value as never }, { voided: true });
		expect(visitsOf([voided], SET)).toEqual([]);
	});

	test('do not take the finding of another set for one of this set', () => {
		const one = visit('2018-11-05T01:30:00.000Z');
		expect(read(one, finding(one.id, 'vn-commune-2021:6')).findings.size).toBe(0);
	});

	test('show a criterion that was judged though the visit was not opened with it', () => {
		const one = visit('2018-11-05T01:30:00.000Z', { criteria: [16] });
		expect(criteriaOf(read(one, finding(one.id, 7), remark(one.id, 3, 'Kênh vỡ.')))).toEqual([16, 3, 7]);
	});

	test('say whether a remark is done', () => {
		const one = visit('2018-11-05T01:30:00.000Z');
		const done = recordOf('remark', {
			text: { visit: one.id, criterion: 6, text: 'Thiếu biên bản.' },
			answer: { state: 'done', on: '2018-11-09' }
		});
		expect(read(one, done).remarks[0]?.isDone).toBe(true);
		expect(read(one, remark(one.id, 6, 'Thiếu đất.')).remarks[0]?.isDone).toBe(false);
	});

	test('are reviewed once the office has verified one of their findings', () => {
		const one = visit('2018-11-05T01:30:00.000Z');
		const found = finding(one.id, 6);
		const review = (verdict: 'verified' | 'returned') =>
			recordOf('review', {
				verdict: {
					of: { kind: 'finding', id: found.id },
					judged: found.registers['verdict']!.change,
					verdict,
					on: '2018-11-06'
				}
			});
		expect(isReviewed(read(one, found))).toBe(false);
		expect(isReviewed(read(one, found, review('returned')))).toBe(false);
		expect(isReviewed(read(one, found, review('verified')))).toBe(true);
		expect(findingId(one.id, 6)).toBe(found.id);
	});
});

test('what the minutes will lack is told before a visit ends', () => {
	const one = visit('2018-11-05T01:30:00.000Z');
	expect(whatIsEmpty(read(one, finding(one.id, 6)), ' ')).toEqual({
		criteria: [16],
		attendance: true,
		conclusion: true
	});

	const attended = recordOf(
		'visit',
		{
			opening: one.registers['opening']!.value as never,
			attendance: { province: [], district: ['Văn phòng Điều phối'], commune: [] }
		},
		{ id: one.id }
	);
	expect(whatIsEmpty(read(attended, finding(one.id, 6), finding(one.id, 16)), 'Đạt.')).toEqual({
		criteria: [],
		attendance: false,
		conclusion: false
	});
});
