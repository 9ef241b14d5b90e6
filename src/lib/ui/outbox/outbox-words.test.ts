import { describe, expect, test } from 'vitest';
import { REFUSALS } from '#lib/domain/changes/push.ts';
import { recordWords } from './record-words.ts';
import { refusalWords } from './refusal-words.ts';
import { registerWords } from './register-words.ts';

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
		['check', 'measurement', { on: '2018-11-05', part: 7, whole: 8, met: 'not_met' }, '7/8 (87,5%)'],
		['check', 'measurement', { on: '2018-11-05', met: 'met' }, 'Đạt'],
		['dossier', 'state', { state: 'complete', on: '2018-11-05' }, 'Đã xong'],
		['tally', 'departments', { sent: null, inspected: 2, on: '2018-11-02' }, 'Đã gửi: chưa báo; đã kiểm tra: 2'],
		['dossier', 'plan', { expectedOn: '2018-11-30' }, '30/11/2018'],
		['dossier', 'plan', null, '(trống)']
	])('say the value of %s.%s', (kind, register, value, words) => {
		expect(registerWords(kind, register, value)).toBe(words);
	});

	test('say for every refusal of the protocol what happened, and for one that is not known yet too', () => {
		const titles = [...REFUSALS, 'scope-lost', 'of-a-later-version'].map((code) => refusalWords(code).title);

		expect(new Set(titles).size).toBe(titles.length);
	});
});
