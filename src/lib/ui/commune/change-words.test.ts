import { describe, expect, test } from 'vitest';
import { communeNamed, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { valueNames } from '../outbox/value-names.ts';
import { changeWords, type LoggedChange } from './change-words.ts';

const named = {
	departments: REFERENCE.departments.departments,
	people: REFERENCE.people,
	namesOf: (values: { [register: string]: unknown }) =>
		valueNames({ reference: REFERENCE, unit: communeNamed('Minh Châu'), values })
};
const receivedAt = '2018-11-05T07:32:00.000Z';

function told(
	kind: string,
	recordId: string,
	set: { [register: string]: LoggedChange['set'][string]['value'] },
	known: ReturnType<Parameters<typeof changeWords>[1]['valuesOf']> = {}
) {
	const registers = Object.fromEntries(Object.entries(set).map(([register, value]) => [register, { value }]));

	return changeWords(
		{ kind, recordId, set: registers, by: 'van-phong', receivedAt },
		{ ...named, valuesOf: () => known }
	);
}

test('a change says who wrote it and when the server received it, in Vietnam', () => {
	expect(told('tally', 'tally', { dossiers: { complete: 5, common: null, on: '2018-11-02' } })).toEqual({
		title: 'Số báo của xã',
		values: ['Hồ sơ tiêu chí: 5, hồ sơ chung: chưa báo, ngày 02/11/2018'],
		received: 'Văn phòng, nhận lúc 14:32 05/11/2018',
		isLost: false
	});
});

test('a record is named by what the device knows of it', () => {
	const subject = { indicator: '6.3' };
	const measurement = { on: '2018-10-24', part: 7, whole: 8, met: 'not_met' };
	expect(told('check', 'a', { measurement }, { subject })).toMatchObject({
		title: 'Kiểm tra 6.3',
		values: ['7/8\u00a0thôn (87,5%), Chưa đạt, ngày 24/10/2018']
	});
	expect(told('check', 'a', { measurement: { ...measurement, note: 'Thiếu sân' } }).values).toEqual([
		'7/8 (87,5%), Chưa đạt, ngày 24/10/2018, ghi chú: Thiếu sân'
	]);
});

test('a review and a photo are named by what they are of', () => {
	const of = { kind: 'check', id: 'c' };
	const known = { subject: { indicator: '6.3' } };
	expect(told('review', 'a', { verdict: { of, verdict: 'verified' } }, known)).toMatchObject({
		title: 'Ý kiến duyệt: Kiểm tra 6.3',
		values: ['Đã duyệt']
	});
	const takenAt = '2018-11-05T07:32:00.000Z';
	expect(told('photo', 'a', { file: { of, takenAt } }, known)).toMatchObject({
		title: 'Ảnh: Kiểm tra 6.3',
		values: ['Chụp lúc 14:32 05/11/2018']
	});
});

describe('a value whose bare fields would not tell', () => {
	test.each([
		['appraisal', 'appraisal:so-yt', { sent: { on: '2018-10-24' } }, 'Gửi 24/10/2018'],
		['appraisal', 'appraisal:so-yt', { sent: { on: null } }, 'Bỏ ngày gửi'],
		[
			'appraisal',
			'appraisal:so-yt',
			{ confirmed: { on: '2018-10-25', criteria: [15], verdict: 'passed' } },
			'Đạt, ngày 25/10/2018, tiêu chí: 15'
		],
		[
			'letter',
			'a',
			{
				content: {
					...{ department: 'so-yt', number: '45/SYT', on: '2018-10-25' },
					points: [
						{ of: '15', verdict: 'passed' },
						{ of: '17.6', verdict: 'failed', note: 'Thiếu phiếu' }
					]
				}
			},
			'Sở YT, 45/SYT, ngày 25/10/2018, Tiêu chí 15, Đạt; Chỉ tiêu 17.6, Chưa đạt, Thiếu phiếu'
		],
		['target', 'target', { registration: { year: 2018, basis: 'district_plan' } }, 'Năm 2018, kế hoạch của huyện'],
		[
			'task',
			'a',
			{ assignment: { title: 'x', assignee: 'can-bo-xa', dueOn: '2018-11-12' } },
			'X, người làm: Cán bộ, hạn 12/11/2018'
		],
		[
			'dossier',
			'dossier:6',
			{ plan: { expectedOn: '2018-11-16', owner: 'Chủ tịch' } },
			'Dự kiến xong 16/11/2018, Người lập: Chủ tịch'
		],
		[
			'review',
			'a',
			{ verdict: { verdict: 'returned', reason: { code: 'x', text: 'Thiếu ảnh' } } },
			'Trả lại, Thiếu ảnh'
		],
		['obstacle', 'a', { life: null }, 'Khôi phục'],
		['obstacle', 'a', { life: { voided: true, reason: 'báo nhầm' } }, 'Đã bỏ: báo nhầm'],
		['profile', 'profile', { villages: { items: [{ id: '1', name: 'Thôn Trung' }] } }, 'Các thôn: Thôn Trung'],
		['profile', 'profile', { 'village:thon-1': { name: 'Thôn Trung' } }, 'Thôn: Thôn Trung'],
		['profile', 'profile', { 'village:thon-1': { name: 'Thôn Trung', out: true } }, 'Bỏ thôn: Thôn Trung'],
		[
			'visit',
			'a',
			{ opening: { on: '2018-11-02', startedAt: '2018-11-02T01:15:00.000Z', criteria: [6] } },
			'Ngày 02/11/2018, bắt đầu 08:15 02/11/2018, tiêu chí: 6'
		],
		[
			'visit',
			'a',
			{ conclusion: { text: 'Đạt.', closedAt: '2018-11-02T04:00:00.000Z' } },
			'Đạt. Kết thúc 11:00 02/11/2018'
		],
		['visit', 'a', { 'criterion:6': {} }, 'Kiểm tra tiêu chí 6'],
		['visit', 'a', { 'criterion:6': { out: true } }, 'Bỏ tiêu chí 6'],
		[
			'visit',
			'a',
			{ 'post:00112233445566ff': { level: 'commune', post: 'Chủ tịch UBND' } },
			'Có mặt: Chủ tịch UBND (Xã)'
		]
	])('%s %s %j', (kind, recordId, set, words) => {
		expect(told(kind, recordId, set as Parameters<typeof told>[2]).values).toEqual([words]);
	});

	test('a paper that was listed is named by its title, and says where it belongs', () => {
		expect(told('paper', 'a', { item: { of: 6, name: 'Biên bản' } })).toMatchObject({
			title: 'Giấy tờ: Biên bản',
			values: ['Biên bản, tiêu chí 6']
		});
	});

	test('a kind of a later version still shows what it holds', () => {
		expect(told('later', 'a', { something: { on: '2018-11-02', words: 'Mới' } })).toMatchObject({
			title: 'Mục ghi',
			values: ['02/11/2018, Mới']
		});
	});
});

test('a change in whose place another stands says so', () => {
	const change = { kind: 'tally', recordId: 'tally', set: {}, by: 'van-phong', receivedAt, lost: ['dossiers'] };
	expect(changeWords(change, { ...named, valuesOf: () => ({}) }).isLost).toBe(true);
});
