import { describe, expect, test } from 'vitest';
import { recordOf } from '../../../../tests/support/records.ts';
import { briefingRecords, COMMUNES, communeNamed, DISTRICT, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { reportFacts } from './report-facts.ts';
import { firstForm, type ReportForm } from './report-form.ts';
import { MESSAGE_LENGTH, shortMessage } from './short-message.ts';

const TODAY = '2018-11-05';
const form = firstForm(DISTRICT);

function factsWith(tasks: number, text = 'Xem lại từng đầu việc, từng tiêu chí.') {
	const briefing = recordOf(
		'briefing',
		{ meeting: { on: '2018-11-02', place: 'Hội trường', chair: 'Chủ tịch', attendees: [] } },
		{ unitId: DISTRICT.id }
	);
	const decisions = Array.from({ length: tasks }, () =>
		recordOf(
			'decision',
			{ decision: { briefingId: briefing.id, text, assignee: 'Các xã', dueOn: '2018-12-31' } },
			{ unitId: DISTRICT.id }
		)
	);
	const recordsByUnit = briefingRecords().set(DISTRICT.id, [briefing, ...decisions]);
	return reportFacts({ district: DISTRICT, units: COMMUNES, reference: REFERENCE, today: TODAY, recordsByUnit });
}

describe('the message for the chat', () => {
	const KINDS: ReportForm['kind'][] = ['report', 'notice', 'minutes', 'table'];

	test.each(KINDS)('is short and has whole sentences, however much was decided (%s)', (kind) => {
		for (const facts of [factsWith(0), factsWith(3), factsWith(40), factsWith(5, 'rà soát lại '.repeat(60))]) {
			const message = shortMessage(facts, { ...form, kind });

			expect(message.length).toBeLessThanOrEqual(MESSAGE_LENGTH);
			expect(message).not.toMatch(/[.;,]:|\.\.|undefined|null|NaN| {2}/);
		}
	});

	test('of a report says the sums', () => {
		expect(shortMessage(factsWith(0), form)).toBe(
			[
				'Tiến độ nông thôn mới huyện Triệu Sơn đến ngày 05/11/2018:',
				'- Đăng ký về đích: 8 xã (năm 2018: 7 xã; năm 2019: 1 xã).',
				'- Xong hồ sơ 19/19 tiêu chí: 3 xã.',
				'- Có hồ sơ chung: 1 xã.',
				'- Gửi hồ sơ đến đủ 17 ngành của tỉnh: 2 xã.',
				'- Xã chậm: Thọ Thế, Dân Lý, Khuyến Nông, Thọ Cường.',
				'Đánh giá chung: chậm so với thời gian quy định.'
			].join('\n')
		);
	});

	test('of a notice says who does what by when, and counts what finds no room', () => {
		const message = shortMessage(factsWith(40), { ...form, kind: 'notice' });

		expect(message).toContain('Về đích năm 2019: Thọ Cường.');
		expect(message).toContain('\n1. Xem lại từng đầu việc, từng tiêu chí (Các xã, hạn 31/12/2018).');
		expect(message).toMatch(/… và \d+ việc nữa, xem văn bản\.$/);
	});

	test('says what was written over the paper', () => {
		const edits = { [`${communeNamed('Dân Lý').id}/sent`]: { text: '9/17', computed: '8/17' } };

		expect(shortMessage(factsWith(0), { kind: 'table', edits })).toContain('3. Dân Lý: 19/19; còn thiếu; 9/17; 5');
	});

	test('says of a district without communes that there is none', () => {
		const facts = reportFacts({
			...{ district: DISTRICT, units: [], reference: REFERENCE, today: TODAY, recordsByUnit: new Map() }
		});

		expect(shortMessage(facts, form)).toBe(
			'Tiến độ nông thôn mới huyện Triệu Sơn đến ngày 05/11/2018: chưa có xã đăng ký về đích.'
		);
	});
});
