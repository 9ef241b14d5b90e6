import { expect, test } from 'vitest';
import type { SyncRecord } from '#lib/domain/changes/change.ts';
import { groundOf } from '#lib/domain/criteria/threshold.ts';
import { criterionLog } from '#lib/domain/progress/timeline.ts';
import { nextId, recordOf } from '../../../../tests/support/records.ts';
import { reviewOf } from '../../../../tests/support/reviews.ts';
import { REFERENCE, communeNamed } from '../../../../tests/support/trieu-son.ts';
import { logWords } from './log-words.ts';

const unit = communeNamed('Minh Châu');
const { departments, people } = REFERENCE;
const of = {
	set: REFERENCE.criteriaSets[0]!,
	groundOf: (year: number) => groundOf(unit, year, REFERENCE),
	departments,
	people
};

function log(records: SyncRecord[]): string[] {
	return criterionLog(records, 6, { unit, reference: REFERENCE }).map((entry) => {
		const words = logWords(entry, of);
		return `${words?.title} | ${words?.note}`.replaceAll('\u00a0', ' ');
	});
}

test('a check is told with its pair, what the office said of it, and who wrote it', () => {
	const check = recordOf('check', {
		subject: { indicator: '6.3' },
		measurement: { on: '2018-10-24', part: 6, whole: 8, met: 'not_met' }
	});
	const review = recordOf('review', {
		verdict: {
			of: { kind: 'check', id: check.id },
			judged: check.registers['measurement']!.change,
			verdict: 'verified',
			on: '2018-10-25'
		}
	});

	expect(log([check, review])).toEqual(['6.3 được 75%, chưa đạt | 6/8 thôn, huyện đã duyệt 25/10, Cán bộ']);
});

test('a check that was returned and corrected keeps what was said of it before', () => {
	const check = recordOf('check', {
		subject: { indicator: '6.3' },
		measurement: { on: '2018-10-24', part: 6, whole: 8, met: 'not_met' }
	});
	const returned = reviewOf(check, 'returned', { on: '2018-10-25', text: 'Thiếu biên bản.' });
	check.registers['measurement']!.change = nextId();
	const verified = reviewOf(check, 'verified', { on: '2018-10-27' });

	expect(log([check, returned, verified])).toEqual([
		'6.3 được 75%, chưa đạt | 6/8 thôn, huyện trả lại 25/10 (Thiếu biên bản), xã sửa lại, huyện đã duyệt 27/10, Cán bộ'
	]);
});

test('what was judged by looking has no figure, and an author who has left no name', () => {
	const check = recordOf(
		'check',
		{ subject: { indicator: '6.1' }, measurement: { on: '2018-10-24', met: 'met' } },
		{ by: 'gone' }
	);

	expect(log([check])).toEqual(['6.1 đạt | Không rõ người ghi']);
});

test('a department is called by its short name, in its visit and in its word', () => {
	const { short } = departments.departments.find(({ id }) => id === 'so-vhttdl')!;
	const visit = recordOf('visit', {
		opening: {
			purpose: 'department',
			department: 'so-vhttdl',
			on: '2018-10-30',
			startedAt: '2018-10-30T01:00:00.000Z',
			criteria: [6]
		},
		conclusion: { text: 'Còn thôn 5.', closedAt: '2018-10-30T03:00:00.000Z' }
	});
	const points = [
		{ of: '6.2', verdict: 'supplement' as const, note: 'Thiếu ảnh.' },
		{ of: '16', verdict: 'passed' as const }
	];
	const letter = recordOf(
		'letter',
		{ content: { department: 'so-vhttdl', number: '45/SVHTTDL', on: '2018-11-02', points } },
		{ by: 'van-phong' }
	);

	expect(log([visit, letter])).toEqual([
		`${short} yêu cầu bổ sung | văn bản 45/SVHTTDL, Chỉ tiêu 6.2, Thiếu ảnh, Văn phòng`,
		`${short} về kiểm tra | Còn thôn 5, Cán bộ`
	]);
});

test('obstacles and tasks are told in the words of whoever wrote them', () => {
	const obstacle = recordOf('obstacle', {
		statement: { criterion: 6, title: 'Thôn 5 chưa có mặt bằng', raisedOn: '2018-10-29', asks: 'district' },
		answer: { state: 'resolved', on: '2018-11-03', text: 'Đã giao đất.' }
	});
	const task = recordOf('task', {
		assignment: { title: 'Chọn đất', criterion: 6, assignee: 'can-bo-xa', dueOn: '2018-11-01' },
		progress: { state: 'done', on: '2018-11-01' }
	});

	expect(log([obstacle, task])).toEqual([
		'Đã gỡ: Thôn 5 chưa có mặt bằng | Đã giao đất, Cán bộ',
		'Xong việc: Chọn đất | Cán bộ',
		'Báo vướng mắc: Thôn 5 chưa có mặt bằng | Cán bộ'
	]);
});

test('what concerns the commune as a whole has no place in the log of a criterion', () => {
	const tally = {
		kind: 'tally',
		on: '2018-11-02',
		criteria: [],
		recordId: nextId(),
		recordKind: 'tally',
		by: 'x',
		stamp: ''
	};

	expect(logWords(tally as Parameters<typeof logWords>[0], of)).toBeUndefined();
});

test('a check of one village names it, also where the list no longer has it or never had', () => {
	const profile = recordOf('profile', { villages: { items: [{ id: 'thon-5', name: 'Thôn 5' }] } }, { id: 'profile' });
	const checkIn = (village: string) =>
		recordOf('check', {
			subject: { indicator: '6.1', village },
			measurement: { on: '2018-10-24', met: 'not_met' }
		});

	expect(log([profile, checkIn('thon-5')])).toEqual(['6.1 chưa đạt | Thôn 5, Cán bộ']);
	expect(log([profile, checkIn('thon-9')])).toEqual(['6.1 chưa đạt | Thôn không rõ tên, Cán bộ']);
});
