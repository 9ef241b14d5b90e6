import { expect, test } from 'vitest';
import { standingLines } from './standing-lines.ts';

const linesOf = (standing: Parameters<typeof standingLines>[0]) => standingLines(standing).map(({ text }) => text);

test('three facts are three lines, also where nobody has said anything', () => {
	expect(linesOf({ selfAssessed: 'met', verified: null, isVerifiedLatest: false, confirmed: null })).toEqual([
		'Tự đánh giá: đạt',
		'Huyện chưa duyệt',
		'Ngành chưa xác nhận'
	]);
});

test('an older verified value is said beside the new one that waits', () => {
	const verified = { standing: 'not_met', on: '2018-10-24', checkId: 'a' } as const;
	expect(linesOf({ selfAssessed: 'met', verified, isVerifiedLatest: false, confirmed: 'supplement' })).toEqual([
		'Tự đánh giá: đạt',
		'Huyện duyệt 24/10: chưa đạt; số mới chờ duyệt',
		'Ngành xác nhận: cần bổ sung'
	]);
	expect(linesOf({ selfAssessed: 'not_met', verified, isVerifiedLatest: true, confirmed: null })[1]).toBe(
		'Huyện duyệt 24/10: chưa đạt'
	);
});
