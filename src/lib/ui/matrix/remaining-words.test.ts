import { expect, test } from 'vitest';
import { remainingLines } from './remaining-words.ts';

test('what is left of Dân Lý on 05/11/2018', () => {
	expect(
		remainingLines([
			{ kind: 'common_dossier', expectedOn: null },
			{ kind: 'send', departments: 9 },
			{ kind: 'obstacles', criterion: 17, open: 1 }
		])
	).toEqual(['Lập hồ sơ chung của xã', 'Gửi hồ sơ đến 9 ngành còn lại', 'Gỡ 1 vướng mắc ở tiêu chí 17']);
});

test('what a department found wanting', () => {
	expect(
		remainingLines([
			{ kind: 'objection', criterion: 6, verdict: 'failed' },
			{ kind: 'objection', criterion: 16, verdict: 'supplement' }
		])
	).toEqual(['Làm lại tiêu chí 6: ngành kết luận chưa đạt', 'Bổ sung hồ sơ tiêu chí 16 theo yêu cầu của ngành']);
});

test('figures nobody has reported are one line, not a zero each', () => {
	expect(
		remainingLines([
			{ kind: 'obstacles', criterion: null, open: 2 },
			{ kind: 'report', figure: 'common' },
			{ kind: 'report', figure: 'sent' }
		])
	).toEqual(['Gỡ 2 vướng mắc của xã', 'Xã báo huyện: hồ sơ chung, số ngành đã gửi']);
	expect(remainingLines([])).toEqual([]);
});
