import { describe, expect, test } from 'vitest';
import { REFUSALS } from '#lib/domain/changes/push.ts';
import { recordWords } from './record-words.ts';
import { refusalWords } from './refusal-words.ts';
import { communeNamed, REFERENCE } from '../../../../tests/support/trieu-son.ts';
import { registerWords } from './register-words.ts';
import { valueNames } from './value-names.ts';

const names = valueNames({
	reference: REFERENCE,
	unit: communeNamed('Minh Châu'),
	values: { subject: { indicator: '15.1' } }
});
const departments = [{ id: 'so-yt', name: 'Sở Y tế', short: 'Sở YT', criteria: [15], indicators: [] }];

describe('the words of what waits', () => {
	test.each([
		['check', 'x', { subject: { indicator: '6.3' } }, 'Kiểm tra 6.3'],
		['visit', 'x', { opening: { department: 'so-yt' } }, 'Buổi kiểm tra Sở YT'],
		['finding', 'finding:0:16', {}, 'Kết quả buổi kiểm tra, tiêu chí 16'],
		['dossier', 'dossier:common', {}, 'Hồ sơ chung của xã'],
		['dossier', 'dossier:6', {}, 'Hồ sơ tiêu chí 6'],
		['obstacle', 'x', { statement: { criterion: 17 } }, 'Vướng mắc tiêu chí 17'],
		['obstacle', 'x', { answer: { state: 'resolved' } }, 'Vướng mắc của xã'],
		['appraisal', 'appraisal:so-yt', {}, 'Thẩm định: Sở YT'],
		['weather', 'x', {}, 'Mục ghi']
	])('name a %s %s', (kind, recordId, values, words) => {
		expect(recordWords({ kind, recordId, values }, departments)).toBe(words);
	});

	test.each([
		[
			'check',
			'measurement',
			{ on: '2018-11-05', part: 4088, whole: 4810, met: 'not_met', note: 'Thiếu 1 người' },
			'4.088/4.810 người (84,99%), Chưa đạt, ngày 05/11/2018, ghi chú: Thiếu 1 người'
		],
		['check', 'measurement', { on: '2018-11-05', met: 'met' }, 'Đạt, ngày 05/11/2018'],
		['dossier', 'state', { state: 'complete', on: '2018-11-05' }, 'Đã xong, ngày 05/11/2018'],
		[
			'tally',
			'departments',
			{ sent: null, inspected: 2, on: '2018-11-02' },
			'Đã gửi: chưa báo ngành, đã kiểm tra: 2 ngành, ngày 02/11/2018'
		],
		[
			'task',
			'assignment',
			{ title: 'Bổ sung ảnh', assignee: 'can-bo-xa', dueOn: '2018-11-12', criterion: 6 },
			'Bổ sung ảnh, tiêu chí 6, người làm: Cán bộ, hạn 12/11/2018'
		],
		['visit', 'opening', { purpose: 'department', department: 'so-yt' }, 'Ngành của tỉnh về kiểm tra, Sở YT'],
		['briefing', 'meeting', { communes: ['15697'], on: '2018-11-02' }, 'Ngày 02/11/2018, xã báo cáo: Xã Minh Châu'],
		['dossier', 'plan', { expectedOn: '2018-11-30' }, 'Dự kiến xong 30/11/2018'],
		['dossier', 'plan', null, '(trống)']
	])('say the value of %s.%s', (kind, register, value, words) => {
		expect(registerWords(kind, register, value, names).replaceAll('\u00a0', ' ')).toBe(words);
	});

	test('say for every refusal of the protocol what happened, and for one that is not known yet too', () => {
		const titles = [...REFUSALS, 'scope-lost', 'of-a-later-version'].map((code) => refusalWords(code).title);

		expect(new Set(titles).size).toBe(titles.length);
	});
});
