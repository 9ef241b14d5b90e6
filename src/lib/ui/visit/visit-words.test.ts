import { describe, expect, test } from 'vitest';
import { REFERENCE } from '../../../../tests/support/trieu-son.ts';
import {
	LEVELS,
	usualPosts,
	timesProblemAt,
	verdictLook,
	visitSubtitle,
	visitTime,
	visitTitle
} from './visit-words.ts';

const { departments } = REFERENCE.departments;
const opening = {
	purpose: 'department',
	department: 'so-vhttdl',
	on: '2018-11-05',
	startedAt: '2018-11-05T01:30:00.000Z',
	criteria: [6, 16]
} as const;
const visit = { opening: { ...opening, criteria: [6, 16] }, conclusion: undefined };
const closed = (closedAt: string) => ({ ...visit, conclusion: { text: '', closedAt } });

describe('a visit is called', () => {
	test('by the department that came', () => {
		expect(visitTitle(opening, departments)).toBe('Sở Văn hóa, Thể thao và Du lịch');
		expect(visitSubtitle(opening, 2)).toBe('Ngành của tỉnh, thẩm định 2 tiêu chí');
	});

	test('by what it is for, where no department came', () => {
		expect(visitTitle({ purpose: 'cluster' }, departments)).toBe('Cụm kiểm tra');
		expect(visitSubtitle({ purpose: 'cluster' }, 3)).toBe('Xem 3 tiêu chí');
	});

	test('never by an id, where the department has left the list', () => {
		expect(visitTitle({ purpose: 'department', department: 'so-khcn' }, departments)).toBe(
			'Ngành không còn trong danh sách'
		);
	});
});

describe('the time of a visit', () => {
	test('is its beginning while it runs, with the day when that is not today', () => {
		expect(visitTime(visit, '2018-11-05')).toBe('Đang diễn ra, bắt đầu 08:30');
		expect(visitTime(visit, '2018-11-06')).toBe('Chưa kết thúc, bắt đầu 08:30 ngày 05/11');
	});

	test('says what is wrong with an hour in words of its own', () => {
		const asked = { today: '2018-11-05', tried: true };
		expect(timesProblemAt([{ at: 'to', kind: 'past' }], 'to', asked)).toContain('Kết thúc trước lúc bắt đầu');
		expect(timesProblemAt([{ at: 'from', kind: 'future' }], 'from', asked)).toContain('chưa tới');
		expect(timesProblemAt([{ at: 'to', kind: 'missing' }], 'to', asked)).toContain('Chưa có giờ kết thúc');
		expect(timesProblemAt([{ at: 'on', kind: 'future' }], 'on', asked)).toContain('05/11/2018');
		expect(timesProblemAt([{ at: 'to', kind: 'missing' }], 'to', { ...asked, tried: false })).toBeNull();
	});

	test('is from when to when once it has ended', () => {
		expect(visitTime(closed('2018-11-05T04:15:00.000Z'), '2018-11-06')).toBe('Ngày 05/11/2018, 08:30 đến 11:15');
		expect(visitTime(closed('2018-11-06T04:15:00.000Z'), '2018-11-06')).toBe(
			'Từ 08:30 ngày 05/11/2018 đến 11:15 ngày 06/11/2018'
		);
	});
});

test('a criterion without a verdict says so', () => {
	expect(verdictLook(undefined).text).toBe('Chưa có kết quả');
	expect(verdictLook('needs_work').text).toBe('Cần bổ sung');
});

test('each level has its usual posts', () => {
	for (const { level } of LEVELS) expect(usualPosts(level).length).toBeGreaterThan(2);
});
