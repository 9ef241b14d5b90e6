import { describe, expect, test } from 'vitest';
import { tallyHints, type TallyRecorded } from './tally-words.ts';

const NOTHING: TallyRecorded = {
	dossiers: { complete: 0, notComplete: 0, total: 19 },
	common: null,
	sent: 0,
	inspected: 0
};
const dossiers = (complete: number, notComplete: number) =>
	tallyHints({ ...NOTHING, dossiers: { complete, notComplete, total: 19 } }).complete;

describe('beside a figure that is reported', () => {
	test('nothing is said while nothing is recorded one by one', () => {
		expect(Object.values(tallyHints(NOTHING)).filter(Boolean)).toEqual([]);
	});

	test('the larger figure counts', () => {
		expect(dossiers(5, 0)).toBe('Ghi theo từng tiêu chí: 5 hồ sơ xong. Số nào lớn hơn thì tính số đó.');
		expect(tallyHints({ ...NOTHING, sent: 8 }).sent).toBe(
			'Đã ghi ngày gửi của 8 ngành. Số nào lớn hơn thì tính số đó.'
		);
	});

	test('dossiers recorded as not complete set a ceiling, and all recorded leave nothing to report', () => {
		expect(dossiers(5, 4)).toContain('nhiều nhất 15');
		expect(dossiers(5, 14)).toBe('Đã ghi đủ từng tiêu chí: 5/19 xong. Số này được tính, không dùng số báo.');
	});

	test('the record of the common dossier comes first', () => {
		expect(tallyHints({ ...NOTHING, common: 'missing' }).common).toContain('Còn thiếu');
	});
});
